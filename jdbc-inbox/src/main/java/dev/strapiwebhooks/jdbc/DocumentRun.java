package dev.strapiwebhooks.jdbc;

import java.util.List;

/**
 * A document that was taken, with what is to be handled of it.
 *
 * @param lease under which
 * @param items in their order; empty when there is nothing to do
 * @param read false when the database could not be asked what there is to do
 * @param since when it was handed over, by {@link System#nanoTime()}
 */
record DocumentRun(DocumentLease lease, List<WorkItem> items, boolean read, long since) {
    /** How many deliveries of a document are taken at once. */
    static final int LONGEST = 50;

    /** Whether more may wait behind it. */
    boolean isFull() {
        return items.size() >= LONGEST;
    }
}
