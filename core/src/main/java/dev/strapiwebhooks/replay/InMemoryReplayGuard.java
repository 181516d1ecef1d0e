package dev.strapiwebhooks.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A bounded {@link ReplayGuard} for one process. When it is full of live claims it refuses new ones rather than forget
 * one, so its capacity is also a limit on deliveries: {@code capacity / keepFor} per second can be sustained. The
 * default of {@value #DEFAULT_CAPACITY} is about 150 a second for the default window and takes about 8 MB when full.
 *
 * <p>Thread-safe; keys are spread over independently locked stripes. A restart forgets everything: behind a load
 * balancer, or where a restart within the window matters, use a shared store.
 */
public final class InMemoryReplayGuard implements ReplayGuard {
    /** How many live claims are kept unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private static final int MOST_STRIPES = 1024;
    /** So many claims for each stripe at least, or chance would fill some long before the others. */
    private static final int SMALLEST_STRIPE = 1024;
    /** Below this, uneven stripes would refuse noticeably before the capacity is reached. */
    private static final int SMALLEST_STRIPED_CAPACITY = 16_384;

    private final Clock clock;
    private final ClaimStripe[] stripes;

    private InMemoryReplayGuard(int capacity, Clock clock) {
        this.clock = clock;
        int count = capacity < SMALLEST_STRIPED_CAPACITY ? 1 : stripesFor(capacity);
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
        if (keepFor.isNegative()) {
            throw new IllegalArgumentException("a claim cannot be kept for " + keepFor);
        }
        long now = clock.millis();
        return stripeOf(key).tryClaim(key, now, end(now, keepFor));
    }

    @Override
    public void release(ReplayKey key) {
        stripeOf(key).release(key);
    }

    /**
     * Counts the live claims. Looks at all of them, so it is for metrics and tests, not for each delivery.
     *
     * @return the number of live claims
     */
    public int size() {
        long now = clock.millis();
        return Stream.of(stripes).mapToInt(stripe -> stripe.countLive(now)).sum();
    }

    /** For ever, where the end is beyond what milliseconds can count. */
    private static long end(long now, Duration keepFor) {
        try {
            return Math.addExact(now, keepFor.toMillis());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** A power of two. */
    private static int stripesFor(int capacity) {
        return Math.min(MOST_STRIPES, Integer.highestOneBit(capacity / SMALLEST_STRIPE));
    }

    private ClaimStripe stripeOf(ReplayKey key) {
        // The high half: the table inside a stripe places by the low one.
        return stripes[(int) (key.firstWord() >>> 32) & (stripes.length - 1)];
    }
}
