package dev.strapiwebhooks.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests set. Thread-safe. */
public final class TestClock extends Clock {
    private final Clock source;
    private volatile Duration ahead = Duration.ZERO;

    private TestClock(Clock source) {
        this.source = source;
    }

    /**
     * A clock that stands still.
     *
     * @param now the time it shows
     */
    public TestClock(Instant now) {
        this(Clock.fixed(now, ZoneOffset.UTC));
    }

    /**
     * A clock that runs, and shows the time of this machine until a test moves it.
     *
     * @return the clock
     */
    public static TestClock running() {
        return new TestClock(Clock.systemUTC());
    }

    /**
     * Sets the time.
     *
     * @param time the time it shows from now on
     */
    public synchronized void set(Instant time) {
        ahead = Duration.between(source.instant(), time);
    }

    /**
     * Moves the time.
     *
     * @param by how far; negative to go back
     */
    public synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead);
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
