package dev.strapiwebhooks.inbox;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;

/**
 * A delivery that comes out of an inbox. A receiver handles it under a lease: a right to the deliveries of one document for
 * a while, which is lost when the receiver was suspended, or cut off from the store, for longer than that.
 *
 * <p>Immutable and thread-safe.
 */
public final class StoredDelivery {
    private final long id;
    private final int attempt;
    private final boolean overtaken;
    private final long fence;
    private final BooleanSupplier held;
    private final ReceivedDelivery received;

    private StoredDelivery(
            long id, int attempt, boolean overtaken, long fence, BooleanSupplier held, ReceivedDelivery received) {
        this.id = id;
        this.attempt = attempt;
        this.overtaken = overtaken;
        this.fence = fence;
        this.held = requireNonNull(held, "held");
        this.received = requireNonNull(received, "received");
    }

    /**
     * A delivery that nothing has overtaken, under a first lease that is never lost; for stores, and for tests of handlers.
     *
     * @param id its number in the inbox
     * @param attempt 1 for the first time it is tried
     * @param received what was received
     * @return the delivery
     */
    public static StoredDelivery of(long id, int attempt, ReceivedDelivery received) {
        return new StoredDelivery(id, attempt, false, 1, () -> true, received);
    }

    /**
     * The same under a lease.
     *
     * @param number grows with each take-over of the document, see {@link #fence()}
     * @param isHeld whether the receiver may still act, as far as it knows; asks no store
     * @return a changed copy
     */
    public StoredDelivery withLease(long number, BooleanSupplier isHeld) {
        return new StoredDelivery(id, attempt, overtaken, number, isHeld, received);
    }

    /**
     * The same, where the handler has handled a later event of the document.
     *
     * @return a changed copy
     */
    public StoredDelivery withOvertaken() {
        return new StoredDelivery(id, attempt, true, fence, held, received);
    }

    /** {@return its number in the inbox, the same at each attempt and for each handler} */
    public long id() {
        return id;
    }

    /** {@return 1 for the first time it is tried by this handler; attempts of receivers that died in them count} */
    public int attempt() {
        return attempt;
    }

    /**
     * Whether this handler has handled a later event of the same document already: it arrived earlier, or this one was a
     * dead letter meanwhile. Handlers that copy the entry should then leave their copy alone.
     *
     * @return true when it has
     */
    public boolean overtaken() {
        return overtaken;
    }

    /** {@return what was received} */
    public ReceivedDelivery received() {
        return received;
    }

    /**
     * A number that grows with each take-over, for systems outside of the store: one that remembers the highest it has
     * seen for a document can refuse what a late receiver sends.
     *
     * @return the number of the lease; at least 1
     */
    public long fence() {
        return fence;
    }

    /**
     * Whether this receiver may still handle it, as far as it knows; for handlers that work for long. A receiver can be
     * suspended right after the answer: compare {@link #fence()} where that matters.
     *
     * @return false when another receiver may have taken over; the outcome of this call is dropped then
     */
    public boolean isStillOurs() {
        return held.getAsBoolean();
    }

    @Override
    public String toString() {
        return "delivery " + id + ", attempt " + attempt + ": " + received;
    }
}
