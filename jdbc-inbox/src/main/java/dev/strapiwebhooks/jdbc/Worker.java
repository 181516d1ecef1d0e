package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.jdbc.Attempts.Attempted;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles documents, one after the other, and the deliveries of each in their order. Any number of threads runs it. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final RunQueue queue;
    private final Attempts attempts;
    private final Endings endings;
    private final BooleanSupplier ending;

    Worker(RunQueue queue, Attempts attempts, Endings endings, BooleanSupplier ending) {
        this.queue = queue;
        this.attempts = attempts;
        this.endings = endings;
        this.ending = ending;
    }

    /** Works until the queue is closed. */
    void run() {
        for (DocumentRun run = queue.next(); run != null; run = queue.next()) {
            long begun = System.nanoTime();
            boolean goesOn = false;
            try {
                goesOn = handle(run);
            } catch (RuntimeException | Error e) {
                LOG.error("A document could not be handled; it is taken again when its lease is over", e);
            } finally {
                queue.ended(run, begun, goesOn);
            }
        }
    }

    /** Whether the lease is kept for the document's next run. */
    private boolean handle(DocumentRun run) {
        DocumentLease lease = run.lease();
        List<WorkItem> items = run.items();
        boolean goesOn = false;
        for (int i = 0; i < items.size(); i++) {
            if (ending.getAsBoolean() || !lease.isHeld()) {
                goesOn = false;
                break;
            }
            boolean last = i == items.size() - 1;
            goesOn = last && queue.mayGoOn(run);
            Attempted attempted = attempts.attempt(lease, items.get(i), last && !goesOn);
            if (!write(attempted) || attempted.ending().last()) {
                return false;
            }
        }
        if (lease.isHeld() && !goesOn) {
            boolean unbegun = !run.read() || (!items.isEmpty() && ending.getAsBoolean());
            boolean unused = write(
                    new Attempted(unbegun ? Ending.givenBack(lease) : Ending.nothing(lease, true), null, () -> {}));
        }
        return goesOn && lease.isHeld();
    }

    /** Whether the document is still this receiver's. */
    private boolean write(Attempted attempted) {
        Ending written = attempted.ending();
        if (written.item() == null && !written.last()) {
            return true;
        }
        try {
            switch (endings.write(written)) {
                case WRITTEN -> {
                    attempted.told().run();
                    return true;
                }
                case GONE -> {
                    attempted.gone();
                    return true;
                }
                case DROPPED -> attempted.dropped();
            }
        } catch (SQLException e) {
            attempted.unwritten(e);
        }
        return false;
    }
}
