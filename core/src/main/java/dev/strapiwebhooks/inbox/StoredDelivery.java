package dev.strapiwebhooks.inbox;

/**
 * A delivery that comes out of an inbox.
 *
 * @param id its number in the inbox, the same at each attempt and for each handler
 * @param attempt 1 for the first time it is tried by this handler; attempts of receivers that died in them count
 * @param overtaken whether this handler has handled a later event of the same document already: it arrived earlier, or this
 *     one was a dead letter meanwhile. Handlers that copy the entry should then leave their copy alone
 * @param lease under which it is handled
 * @param received what was received
 */
public record StoredDelivery(long id, int attempt, boolean overtaken, Lease lease, ReceivedDelivery received) {
    /**
     * A number that grows with each take-over, for systems outside of the store: one that remembers the highest it has
     * seen for a document can refuse what a late receiver sends.
     *
     * @return the {@linkplain Lease#fence() lease's} fence
     */
    public long fence() {
        return lease.fence();
    }

    /**
     * Whether this receiver may still handle it, as far as it knows; for handlers that work for long.
     *
     * @return false when another receiver may have taken over; the outcome of this call is dropped then
     */
    public boolean isStillOurs() {
        return lease.isHeld();
    }
}
