package dev.strapiwebhooks.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A bounded {@link ReplayGuard} for one process. When it is full of live claims it refuses new ones rather than forget
 * one, so its capacity is also a limit on deliveries: {@code capacity / keepFor} per second can be sustained. The
 * default of {@value #DEFAULT_CAPACITY} is about 150 a second for the default window and takes about 12 MB when full.
 *
 * <p>Thread-safe; keys are spread over independently locked stripes. A restart forgets everything: behind a load
 * balancer, or where a restart within the window matters, use a shared store.
 */
public final class InMemoryReplayGuard implements ReplayGuard {
    /** How many live claims are kept unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private static final int STRIPES = 64;
    /** Below this, uneven stripes would refuse noticeably before the capacity is reached. */
    private static final int SMALLEST_STRIPED_CAPACITY = 16_384;

    private final Clock clock;
    private final ClaimStripe[] stripes;

    private InMemoryReplayGuard(int capacity, Clock clock) {
        this.clock = clock;
        int count = capacity < SMALLEST_STRIPED_CAPACITY ? 1 : STRIPES;
        // A tenth more, because keys do not fall evenly.
        int perStripe = count == 1 ? capacity : (int) (capacity * 11L / 10 / count);
        stripes = Stream.generate(() -> new ClaimStripe(perStripe)).limit(count).toArray(ClaimStripe[]::new);
    }

    /**
     * A guard with the default capacity on the system clock.
     *
     * @return a new, empty guard
     */
    public static InMemoryReplayGuard create() {
        return create(DEFAULT_CAPACITY, Clock.systemUTC());
    }

    /**
     * A guard of a chosen size.
     *
     * @param capacity how many live claims it may hold, at least 1; from 16384 on
     *     it is spread over stripes, and up to a tenth more may be held
     * @param clock tells when a claim ends
     * @return a new, empty guard
     */
    public static InMemoryReplayGuard create(int capacity, Clock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        return new InMemoryReplayGuard(capacity, clock);
    }

    @Override
    public boolean tryClaim(ReplayKey key, Duration keepFor) {
        long now = clock.millis();
        return stripeOf(key).tryClaim(key, now, now + keepFor.toMillis());
    }

    @Override
    public void release(ReplayKey key) {
        stripeOf(key).release(key);
    }

    /**
     * Counts the claims held now, ended ones that were not yet swept included.
     *
     * @return the number of claims in memory
     */
    public int size() {
        return Stream.of(stripes).mapToInt(ClaimStripe::size).sum();
    }

    private ClaimStripe stripeOf(ReplayKey key) {
        // The highest bits: the map inside a stripe indexes by the low ones.
        return stripes[(key.hashCode() >>> 26) & (stripes.length - 1)];
    }
}
