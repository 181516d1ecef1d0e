package dev.strapiwebhooks.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests set. Thread-safe. */
public final class TestClock extends Clock {
    private volatile Instant now;

    /**
     * A clock that stands still.
     *
     * @param now the time it shows
     */
    public TestClock(Instant now) {
        this.now = now;
    }

    /**
     * Sets the time.
     *
     * @param time the time it shows from now on
     */
    public synchronized void set(Instant time) {
        now = time;
    }

    /**
     * Moves the time.
     *
     * @param by how far; negative to go back
     */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
