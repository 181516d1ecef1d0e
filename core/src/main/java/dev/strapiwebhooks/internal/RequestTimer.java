package dev.strapiwebhooks.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Measures one request. Written by one thread at a time: the one that judges, then the one that reports. */
public final class RequestTimer {
    private static final long UNSET = Long.MIN_VALUE;

    private final LongSupplier nanoTime;
    private final long started;
    private volatile long handed = UNSET;
    private volatile long ended = UNSET;
    private volatile int bytes = -1;
    private volatile OptionalLong number = OptionalLong.empty();

    public RequestTimer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    public void bodyRead(int size) {
        bytes = size;
    }

    public void stored(long inboxNumber) {
        number = OptionalLong.of(inboxNumber);
    }

    public void handedToApplication() {
        handed = nanoTime.getAsLong();
    }

    public void end() {
        ended = nanoTime.getAsLong();
    }

    public OptionalInt bodySize() {
        return bytes < 0 ? OptionalInt.empty() : OptionalInt.of(bytes);
    }

    public OptionalLong number() {
        return number;
    }

    public Duration duration() {
        return Duration.ofNanos(ended - started);
    }

    public Optional<Duration> handling() {
        return handed == UNSET ? Optional.empty() : Optional.of(Duration.ofNanos(ended - handed));
    }
}
