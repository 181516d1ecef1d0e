package dev.strapiwebhooks.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A document that this receiver has taken. The database decides whose it is; this only knows when that was last asked. */
final class DocumentLease {
    /** Each lease begins with a look at all that waits, also at what came late; and it should be given back before it ends. */
    private static final Duration LONGEST_STAY = Duration.ofSeconds(3);

    private final LeaseKey key;
    private final long fence;
    private final int tries;
    private final Duration length;
    private final Clock clock;
    private final Moment taken;
    private volatile Moment confirmed;
    private volatile boolean lost;
    private volatile boolean rowLocked;
    private volatile Position handled = Position.START;

    DocumentLease(LeaseKey key, long fence, int tries, Duration length, Clock clock, Moment asked) {
        this.key = key;
        this.fence = fence;
        this.tries = tries;
        this.length = length;
        this.clock = clock;
        this.taken = asked;
        this.confirmed = asked;
    }

    /** A point in time by both clocks of the process. */
    record Moment(long nanos, long millis) {
        static Moment now(Clock clock) {
            return new Moment(System.nanoTime(), clock.millis());
        }

        /** By the clock that went further: one of them may stand still while the machine is suspended. */
        Duration until(Moment later) {
            long wall = TimeUnit.MILLISECONDS.toNanos(later.millis - millis);
            return Duration.ofNanos(Math.max(later.nanos - nanos, wall));
        }
    }

    LeaseKey key() {
        return key;
    }

    /** Grows with each take-over. */
    long fence() {
        return fence;
    }

    /** How often the document was taken without an end, this time included. */
    int tries() {
        return tries;
    }

    /** Whoever took it before may have died of it. */
    boolean isSuspect() {
        return tries > 1;
    }

    /** The same, and it may still kill this process, too; one that hangs for a lease has not. */
    boolean isFreshSuspect() {
        return isSuspect() && taken.until(Moment.now(clock)).compareTo(length) < 0;
    }

    /** Whether this receiver may still act, as far as it knows. */
    boolean isHeld() {
        return !lost && confirmed.until(Moment.now(clock)).compareTo(length) < 0;
    }

    /** The database has answered that it is still this receiver's, to a question asked at that moment. */
    void confirm(Moment asked) {
        confirmed = asked;
    }

    /** A transaction of this receiver locks the lease's row, or does no more. */
    void lockRow(boolean now) {
        rowLocked = now;
    }

    boolean isRowLocked() {
        return rowLocked;
    }

    /** The latest that the handler has handled, as far as is known when this one has come to an end. */
    Position markBefore(WorkItem item) {
        return item.mark().compareTo(handled) > 0 ? item.mark() : handled;
    }

    /** The handler has handled this one. A delivery that came late does not move the mark back. */
    void handled(Position position) {
        handled = position.compareTo(handled) > 0 ? position : handled;
    }

    /** The latest that was handled under this lease: whatever is stored before it from now on has come late. */
    Position handled() {
        return handled;
    }

    /** Whether the document may be kept for another run. */
    boolean isYoung() {
        Duration third = length.dividedBy(3);
        return taken.until(Moment.now(clock)).compareTo(third.compareTo(LONGEST_STAY) < 0 ? third : LONGEST_STAY) < 0;
    }

    /** Another receiver has it now. */
    void lose() {
        lost = true;
    }
}
