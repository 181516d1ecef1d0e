package dev.strapiwebhooks.jdbc;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait after a failed attempt: twice as long each time, up to a limit, a fifth more or less by chance. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 30;
    private static final double JITTER = 0.2;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;

    Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /** The wait after the attempt of that number, from 1. */
    Duration after(int attempt) {
        double doubled = (double) first.toMillis() * (1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        double limited = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(limited * (1 - JITTER + 2 * JITTER * chance.getAsDouble())));
    }
}
