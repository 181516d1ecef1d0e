package dev.strapiwebhooks.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when told. Cheaper than a recorder, because it is asked millions of times. Thread-safe. */
public final class SettableClock extends Clock {
    private volatile long millis;

    private SettableClock(long millis) {
        this.millis = millis;
    }

    /**
     * A clock that begins now.
     *
     * @return a clock
     */
    public static SettableClock atSystemTime() {
        return new SettableClock(Clock.systemUTC().millis());
    }

    /**
     * Moves the clock. One thread at a time.
     *
     * @param time how far, forwards
     */
    public synchronized void advance(Duration time) {
        millis += time.toMillis();
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("time zones play no part here");
    }
}
