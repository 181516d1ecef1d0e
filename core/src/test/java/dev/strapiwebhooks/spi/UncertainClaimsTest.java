package dev.strapiwebhooks.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UncertainClaimsTest {
    private static final Duration LONG = Duration.ofMinutes(11);

    private final Map<ReplayKey, String> store = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private final UncertainClaims claims = new UncertainClaims(this::delete, 3, Duration.ofMillis(10));

    @AfterEach
    void end() {
        claims.close();
    }

    @Test
    void knowsTheTokensOfAKeyUntilItsTimeHasPassed() {
        claims.add(key(1), "a:1", LONG);
        claims.add(key(1), "a:2", LONG);
        claims.add(key(1), "a:2", LONG);
        claims.add(key(2), "a:3", Duration.ofMillis(1));

        assertThat(claims.tokens(key(1))).containsExactly("a:1", "a:2");
        assertThat(claims.tokens(key(3))).isEmpty();
        await(() -> claims.tokens(key(2)).isEmpty());
    }

    @Test
    void deletesTheClaimWhenTheStoreAnswersAgain() {
        away = true;
        store.put(key(1), "a:1");
        claims.add(key(1), "a:1", LONG);
        await(() -> asked.get() > 3);
        assertThat(store).containsKey(key(1));

        away = false;

        await(store::isEmpty);
    }

    @Test
    void deletesWhatTheStoreDoesLateAndKnowsItStill() {
        claims.add(key(1), "a:1", LONG);
        await(() -> asked.get() > 2);

        store.put(key(1), "a:1");

        await(store::isEmpty);
        assertThat(claims.tokens(key(1))).containsExactly("a:1");
    }

    @Test
    void touchesNoClaimOfAnotherToken() {
        store.put(key(1), "b:1");
        claims.add(key(1), "a:1", LONG);

        await(() -> asked.get() > 3);

        assertThat(store).containsEntry(key(1), "b:1");
    }

    @Test
    void asksLessAndLessOften() {
        claims.add(key(1), "a:1", LONG);
        await(() -> asked.get() > 2);
        long start = System.nanoTime();

        await(() -> asked.get() > 4);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("from the third to the fifth time, 40 and 80 ms")
                .isGreaterThan(Duration.ofMillis(80));
    }

    @Test
    void whenFullTheOldestIsForgotten() {
        for (int i = 1; i <= 4; i++) {
            claims.add(key(i), "a:" + i, LONG);
        }

        assertThat(claims.tokens(key(1))).isEmpty();
        assertThat(claims.tokens(key(2))).containsExactly("a:2");
        assertThat(claims.tokens(key(4))).containsExactly("a:4");
    }

    @Test
    void theThreadEndsWithTheLastClaimAndStartsAgain() {
        await(() -> threads() == 0); // of tests before
        for (int round = 0; round < 3; round++) {
            claims.add(key(1), "a:1", Duration.ofMillis(30));
            assertThat(threads()).isEqualTo(1);
            await(() -> threads() == 0);
        }
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void closingAsksOnceMoreAndEndsTheThread() {
        away = true;
        store.put(key(1), "a:1");
        claims.add(key(1), "a:1", LONG);
        await(() -> asked.get() > 1);
        away = false;

        claims.close();

        assertThat(store).isEmpty();
        await(() -> threads() == 0);
        claims.add(key(1), "a:2", LONG);
        assertThat(threads()).isZero();
        assertThat(claims.tokens(key(1))).contains("a:2");
    }

    @Test
    void closingDoesNotWaitForAStoreThatIsAway() {
        away = true;
        claims.add(key(1), "a:1", LONG);
        claims.add(key(2), "a:2", LONG);
        await(() -> asked.get() > 0);

        claims.close();

        await(() -> threads() == 0);
        assertThat(claims.tokens(key(2))).containsExactly("a:2");
    }

    private void delete(ReplayKey key, String token) {
        asked.incrementAndGet();
        if (away) {
            throw new IllegalStateException("away");
        }
        store.remove(key, token);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("strapi-webhook-uncertain-claims"))
                .count();
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static ReplayKey key(int number) {
        return ReplayKey.of("test", ByteBuffer.allocate(4).putInt(number).array());
    }
}
