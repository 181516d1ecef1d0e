package dev.strapiwebhooks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTableTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 5", "2, 7, 30", "3, 40, 60", "4, 1000, 900", "5, 1000, 5000", "6, 100000, 3000"})
    @DisplayName("does what a plain map does, through claims, copies, releases and ends")
    void agreesWithAPlainMap(long seed, int capacity, int distinctKeys) {
        Random random = new Random(seed);
        ClaimTable table = new ClaimTable(capacity);
        Map<ReplayKey, Long> model = new HashMap<>();
        long now = 1_000_000;
        for (int step = 0; step < 40_000; step++) {
            now += random.nextInt(100) == 0 ? random.nextInt(3000) : random.nextInt(3);
            ReplayKey key = key(random.nextInt(distinctKeys));
            if (random.nextInt(10) == 0) {
                table.release(key);
                model.remove(key);
            } else {
                long end = now + random.nextInt(1000);
                assertThat(claim(table, key, now, end))
                        .as("step %s", step)
                        .isEqualTo(claim(model, capacity, key, now, end));
            }
        }
        long end = now;
        assertThat(table.countLive(now))
                .isEqualTo((int)
                        model.values().stream().filter(until -> until >= end).count())
                .isPositive();
    }

    @Test
    @DisplayName("full of live claims: refuses until the first one ends or is given back, and keeps every one")
    void fullUntilOneEnds() {
        ClaimTable table = new ClaimTable(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(table.tryClaim(key(i), 0, 10_000 + i)).isTrue();
        }

        assertThatThrownBy(() -> table.tryClaim(key(1000), 10_000, 50_000))
                .isInstanceOf(ReplayGuardFullException.class);
        assertThat(table.tryClaim(key(1000), 10_001, 50_000))
                .as("one has ended")
                .isTrue();
        assertThatThrownBy(() -> table.tryClaim(key(1001), 10_001, 50_000))
                .isInstanceOf(ReplayGuardFullException.class);
        table.release(key(500));
        assertThat(table.tryClaim(key(1001), 10_001, 50_000))
                .as("one was given back")
                .isTrue();
        for (int i = 1; i < 1000; i++) {
            if (i != 500) {
                assertThat(table.tryClaim(key(i), 10_001, 50_000))
                        .as("copy of %s", i)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 30", "2, 1000, 30", "3, 1000, 900", "4, 100000, 5000"})
    @DisplayName("a clock that jumps both ways: a claim that has not ended at any moment is never made again")
    void clockJumps(long seed, int capacity, int distinctKeys) {
        Random random = new Random(seed);
        ClaimTable table = new ClaimTable(capacity);
        Map<ReplayKey, Long> live = new HashMap<>();
        long now = 10_000_000;
        int claimed = 0;
        for (int step = 0; step < 40_000; step++) {
            now += random.nextInt(50) == 0 ? random.nextInt(3_001) - 1_500 : random.nextInt(3);
            long time = now;
            live.values().removeIf(end -> end < time); // they may be forgotten from here on
            ReplayKey key = key(random.nextInt(distinctKeys));
            String answer = claim(table, key, now, now + 1000);
            if (live.containsKey(key)) {
                assertThat(answer).as("step %s", step).isNotEqualTo("claimed");
            }
            if (answer.equals("claimed")) {
                live.put(key, now + 1000);
                claimed++;
            }
        }
        assertThat(claimed).isGreaterThan(100);
    }

    @Test
    @DisplayName("nearly full for long: new claims go on, and none is forgotten")
    void nearlyFull() {
        ClaimTable table = new ClaimTable(1000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(table.tryClaim(key(i), i, i + 998)).as("claim %s", i).isTrue();
            assertThat(table.tryClaim(key(Math.max(0, i - 998)), i, i + 998))
                    .as("copy at %s", i)
                    .isFalse();
        }
        assertThat(table.countLive(19_999)).isEqualTo(999);
    }

    @Test
    @DisplayName("a clock before 1970: nothing is forgotten, though it may be remembered for too long")
    void beforeTheEpoch() {
        ClaimTable table = new ClaimTable(10);

        assertThat(table.tryClaim(key(1), -5000, -4000)).isTrue();
        assertThat(table.tryClaim(key(1), -5000, -4000)).isFalse();
        table.release(key(1));
        assertThat(table.tryClaim(key(1), -5000, -4000)).isTrue();
    }

    private static String claim(ClaimTable table, ReplayKey key, long now, long end) {
        try {
            return table.tryClaim(key, now, end) ? "claimed" : "copy";
        } catch (ReplayGuardFullException e) {
            return "full";
        }
    }

    private static String claim(Map<ReplayKey, Long> model, int capacity, ReplayKey key, long now, long end) {
        Long until = model.get(key);
        if (until != null && until >= now) {
            return "copy";
        }
        if (model.size() >= capacity) {
            model.values().removeIf(other -> other < now);
        }
        if (model.size() >= capacity) {
            return "full";
        }
        model.put(key, end);
        return "claimed";
    }

    private static ReplayKey key(int number) {
        return ReplayKey.of("test", ByteBuffer.allocate(4).putInt(number).array());
    }
}
