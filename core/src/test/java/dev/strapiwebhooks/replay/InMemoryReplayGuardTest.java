package dev.strapiwebhooks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryReplayGuardTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock = mock(Clock.class, withSettings().stubOnly());

    @BeforeEach
    void start() {
        at(0);
    }

    @Test
    void aClaimIsLiveUpToItsLastMillisecond() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(10, clock);
        assertThat(guard.tryClaim(key(1), MINUTE)).isTrue();
        assertThat(guard.tryClaim(key(1), MINUTE)).isFalse();

        at(60_000);
        assertThat(guard.tryClaim(key(1), MINUTE)).isFalse();

        at(60_001);
        assertThat(guard.tryClaim(key(1), MINUTE)).isTrue();
        assertThat(guard.size()).isEqualTo(1);
    }

    @Test
    void releaseForgetsOneKeyOnly() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(10, clock);
        guard.tryClaim(key(1), MINUTE);
        guard.tryClaim(key(2), MINUTE);

        guard.release(key(1));
        guard.release(key(3));

        assertThat(guard.tryClaim(key(1), MINUTE)).isTrue();
        assertThat(guard.tryClaim(key(2), MINUTE)).isFalse();
    }

    @Test
    void whenFullItRefusesAndForgetsNothing() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(3, clock);
        IntStream.range(0, 3)
                .forEach(i -> assertThat(guard.tryClaim(key(i), MINUTE)).isTrue());

        assertThatThrownBy(() -> guard.tryClaim(key(3), MINUTE))
                .isInstanceOf(ReplayGuardFullException.class)
                .hasMessageContaining("3 live claims")
                .hasMessageContaining("larger capacity");
        assertThat(guard.tryClaim(key(0), MINUTE)).as("a copy is still a copy").isFalse();

        at(60_001);
        assertThat(guard.tryClaim(key(3), MINUTE)).as("room is made by time").isTrue();
        assertThat(guard.size()).isEqualTo(1);
    }

    @Test
    void claimsOfDifferentLengthEndOnTimeEvenBehindALongOne() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(10, clock);
        guard.tryClaim(key(1), Duration.ofHours(1));
        guard.tryClaim(key(2), MINUTE);

        at(60_001);

        assertThat(guard.tryClaim(key(2), MINUTE)).isTrue();
        assertThat(guard.tryClaim(key(2), MINUTE)).isFalse();
        assertThat(guard.tryClaim(key(1), MINUTE)).isFalse();
    }

    @Test
    void endedClaimsBehindALongOneMakeRoomWhenItIsNeeded() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(3, clock);
        guard.tryClaim(key(1), Duration.ofHours(1));
        guard.tryClaim(key(2), MINUTE);
        guard.tryClaim(key(3), MINUTE);

        at(60_001);

        assertThat(guard.tryClaim(key(4), MINUTE)).isTrue();
        assertThat(guard.size()).isEqualTo(2);
        assertThat(guard.tryClaim(key(1), MINUTE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 16_383, 16_384, 100_000})
    void holdsNearlyWhatWasAskedForAndNotMuchMore(int capacity) {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(capacity, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        int accepted = 0;
        for (int i = 0; i < capacity * 2; i++) {
            accepted += accepts(guard, i) ? 1 : 0;
        }

        assertThat(accepted).isBetween(capacity, capacity + capacity / 10 + 1);
        assertThat(guard.size()).isEqualTo(accepted);
    }

    @Test
    void aBackwardJumpOfTheClockForgetsNothing() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(10, clock);
        at(3_600_000);
        guard.tryClaim(key(1), MINUTE);

        at(0);

        assertThat(guard.tryClaim(key(1), MINUTE)).isFalse();
    }

    @Test
    void aClaimForEverAndOneForNoTime() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(10, clock);

        assertThat(guard.tryClaim(key(1), Duration.ofMillis(Long.MAX_VALUE))).isTrue();
        at(1_000_000_000_000L);
        assertThat(guard.tryClaim(key(1), Duration.ofMillis(Long.MAX_VALUE))).isFalse();
        assertThat(guard.tryClaim(key(2), Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(guard.tryClaim(key(2), MINUTE)).isFalse();
        assertThatThrownBy(() -> guard.tryClaim(key(3), Duration.ofMillis(-1))).hasMessageContaining("PT-0.001S");
    }

    @Test
    void theDefaultUsesTheSystemClock() {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create();

        assertThat(guard.tryClaim(key(1), MINUTE)).isTrue();
        assertThat(guard.tryClaim(key(1), MINUTE)).isFalse();
        assertThatThrownBy(() -> InMemoryReplayGuard.create(0, clock)).hasMessageContaining("at least 1, not 0");
    }

    @Test
    void keysAreTheirEndpointAndProof() {
        ReplayKey key = ReplayKey.of("strapi", new byte[] {1, 2});

        assertThat(key)
                .isEqualTo(ReplayKey.of("strapi", new byte[] {1, 2}))
                .hasSameHashCodeAs(ReplayKey.of("strapi", new byte[] {1, 2}));
        assertThat(key).isNotEqualTo(ReplayKey.of("strapi", new byte[] {1, 3}));
        assertThat(key).isNotEqualTo(ReplayKey.of("other", new byte[] {1, 2}));
        // printf 'strapi\0\1\2' | sha256sum
        assertThat(key.hex()).isEqualTo(HEX);
        assertThat(key).hasToString(HEX);
    }

    private static final String HEX = "5934d37fda1d23562e1391efa9de3a5ab9ae0a6ee8dbf5d1cdca6509fd8897ff";

    private static boolean accepts(InMemoryReplayGuard guard, int i) {
        try {
            return guard.tryClaim(key(i), MINUTE);
        } catch (ReplayGuardFullException e) {
            return false;
        }
    }

    private void at(long millis) {
        when(clock.millis()).thenReturn(millis);
    }

    private static ReplayKey key(int number) {
        return ReplayKey.of("test", ByteBuffer.allocate(4).putInt(number).array());
    }
}
