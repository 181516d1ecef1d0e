package dev.strapiwebhooks.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is written down when a delivery, or a whole run, has come to an end.
 *
 * @param lease under which it was handled; the end is dropped when another receiver has taken over
 * @param item the delivery; null when there is none to write about
 * @param outcome what became of it
 * @param pause until it is tried again
 * @param error why it failed; empty where it did not
 * @param last whether the document is given back, too
 * @param tries how often the document was taken without an end, from now on
 */
record Ending(
        DocumentLease lease,
        @Nullable WorkItem item,
        Outcome outcome,
        Duration pause,
        String error,
        boolean last,
        int tries) {
    private static final int ERROR_LENGTH = 2000;

    /** What became of a delivery. */
    enum Outcome {
        /** A handler took it, or none wants it. */
        DONE,
        /** It is tried again after a wait, and what comes after it waits, too. */
        RETRY,
        /** It is a dead letter. */
        DEAD,
        /** Nothing: it waits as before. */
        NONE
    }

    static Ending done(DocumentLease lease, WorkItem item, boolean last) {
        return new Ending(lease, item, Outcome.DONE, Duration.ZERO, "", last, 0);
    }

    static Ending dead(DocumentLease lease, WorkItem item, String error, boolean last) {
        return new Ending(lease, item, Outcome.DEAD, Duration.ZERO, cleaned(error), last, 0);
    }

    static Ending retry(DocumentLease lease, WorkItem item, Duration pause, String error) {
        return new Ending(lease, item, Outcome.RETRY, pause, cleaned(error), true, 0);
    }

    /** There was nothing to do, or it is done already. */
    static Ending nothing(DocumentLease lease, boolean last) {
        return new Ending(lease, null, Outcome.NONE, Duration.ZERO, "", last, 0);
    }

    /** The document was taken and not begun, or its handler was interrupted: that was not its fault. */
    static Ending givenBack(DocumentLease lease) {
        return new Ending(lease, null, Outcome.NONE, Duration.ZERO, "", true, Math.max(0, lease.tries() - 1));
    }

    private static String cleaned(String error) {
        return ColumnText.cleaned(error, ERROR_LENGTH);
    }
}
