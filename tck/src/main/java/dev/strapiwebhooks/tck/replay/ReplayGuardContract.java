package dev.strapiwebhooks.tck.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What every {@link ReplayGuard} does, also when two receivers share its store. Keys of two tests are never the same. */
public abstract class ReplayGuardContract {
    private static final Duration LONG = Duration.ofMinutes(11);
    private static final AtomicInteger SERIAL = new AtomicInteger();

    /** For subclasses. */
    protected ReplayGuardContract() {}

    /**
     * The guard of one receiver.
     *
     * @return a guard
     */
    protected abstract ReplayGuard guard();

    /**
     * The guard of another receiver, on the same store.
     *
     * @return a guard; the same where a store is never shared
     */
    protected abstract ReplayGuard guardOfAnotherReceiver();

    @Test
    void aKeyIsClaimedOnceByAllReceiversTogether() {
        ReplayKey key = freshKey();

        assertThat(guard().tryClaim(key, LONG)).isTrue();
        assertThat(guard().tryClaim(key, LONG)).isFalse();
        assertThat(guardOfAnotherReceiver().tryClaim(key, LONG)).isFalse();
    }

    @Test
    void aReleasedKeyCanBeClaimedAgain() {
        ReplayKey key = freshKey();
        ReplayKey other = freshKey();
        guard().tryClaim(key, LONG);
        guard().tryClaim(other, LONG);

        guard().release(key);
        guard().release(freshKey());

        assertThat(guard().tryClaim(other, LONG)).as("only the released one").isFalse();
        assertThat(guard().tryClaim(key, LONG)).isTrue();
        assertThat(guardOfAnotherReceiver().tryClaim(key, LONG)).isFalse();
    }

    @Test
    void aClaimEndsByItselfAndNotBefore() {
        ReplayKey key = freshKey();
        Duration keepFor = Duration.ofMillis(200);
        long before = System.nanoTime();
        assertThat(guard().tryClaim(key, keepFor)).isTrue();

        while (!guard().tryClaim(key, LONG)) {
            assertThat(elapsedSince(before)).as("still claimed after").isLessThan(Duration.ofSeconds(10));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }

        // Stores count in milliseconds, by a clock of their own.
        assertThat(elapsedSince(before)).isGreaterThanOrEqualTo(keepFor.minusMillis(5));
        assertThat(guardOfAnotherReceiver().tryClaim(key, LONG)).isFalse();
    }

    @Test
    void aCopyDoesNotEndOrProlongTheClaim() {
        ReplayKey key = freshKey();
        guard().tryClaim(key, LONG);

        assertThat(guard().tryClaim(key, Duration.ofMillis(1))).isFalse();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));

        assertThat(guard().tryClaim(key, LONG)).isFalse();
    }

    @Test
    void aClaimMayBeKeptForLongerThanAnyClockCounts() {
        ReplayKey key = freshKey();

        assertThat(guard().tryClaim(key, Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(guard().tryClaim(key, LONG)).isFalse();
    }

    @Test
    void aNegativeTimeIsAMistakeAndClaimsNothing() {
        ReplayKey key = freshKey();

        assertThatThrownBy(() -> guard().tryClaim(key, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
        assertThat(guard().tryClaim(key, LONG)).isTrue();
    }

    @Test
    void manyKeysAreAsManyClaims() {
        for (int i = 0; i < 300; i++) {
            assertThat(guard().tryClaim(freshKey(), LONG)).isTrue();
        }
    }

    @Test
    void of64ThreadsOnTwoReceiversOneClaims() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (int round = 0; round < 10; round++) {
                assertThat(successes(threads, freshKey())).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theStoreCanBeReached() {
        guard().check();
        guardOfAnotherReceiver().check();
    }

    private long successes(ExecutorService threads, ReplayKey key) throws Exception {
        CountDownLatch together = new CountDownLatch(64);
        List<Callable<Boolean>> claims = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            ReplayGuard guard = i % 2 == 0 ? guard() : guardOfAnotherReceiver();
            claims.add(() -> {
                together.countDown();
                together.await();
                return guard.tryClaim(key, LONG);
            });
        }
        long successes = 0;
        for (Future<Boolean> claim : threads.invokeAll(claims)) {
            successes += claim.get() ? 1 : 0;
        }
        return successes;
    }

    private ReplayKey freshKey() {
        return ReplayKey.of(
                getClass().getName(),
                ByteBuffer.allocate(4).putInt(SERIAL.incrementAndGet()).array());
    }

    /**
     * A key for a test of a subclass.
     *
     * @param name names it
     * @return the same key for the same name
     */
    protected static ReplayKey key(String name) {
        return ReplayKey.of("test", name.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration elapsedSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
