package dev.strapiwebhooks.inbox;

/**
 * A receiver's right to handle the deliveries of one document for a while. It is lost when the receiver was suspended, or
 * cut off from the store, for longer than that; another receiver has taken over then. Thread-safe.
 */
public interface Lease {
    /**
     * A number that grows each time that a document is taken, so that what a late receiver writes can be told from what
     * its successor wrote.
     *
     * @return the number; at least 1
     */
    long fence();

    /**
     * Whether this receiver may still act, as far as it knows. It asks no store, and a receiver can be suspended right
     * after the answer: compare {@link #fence()} where that matters.
     *
     * @return false when the lease may be over
     */
    boolean isHeld();
}
