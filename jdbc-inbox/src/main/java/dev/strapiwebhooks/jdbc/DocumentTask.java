package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.strapiwebhooks.inbox.InboxHandler;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the deliveries of one document, one after the other. The scheduler runs at most one of these for a document in
 * the whole cluster, because the document is the task's primary key.
 */
final class DocumentTask {
    /** The task's name in the table. */
    static final String NAME = "document";

    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    /** Then others have their turn. */
    private static final int MOST_AT_ONCE = 100;

    private final DeliveryStore store;
    private final Attempts attempts;
    private final Duration orderingDelay;
    private final Clock clock;

    DocumentTask(DeliveryStore store, InboxHandler handler, DurableInboxBuilder settings) {
        this.store = store;
        this.attempts = new Attempts(store, handler, settings);
        this.orderingDelay = settings.orderingDelay();
        this.clock = settings.clock();
    }

    /** The version of a new task: never one that the document has had, so that no lost lease fits it. */
    static long firstVersion() {
        return System.currentTimeMillis();
    }

    CompletionHandler<Void> run(TaskInstance<Void> task, ExecutionContext context) {
        try {
            return run(context);
        } catch (SQLException e) {
            throw new StoreException("the deliveries of a document cannot be read or marked", e);
        }
    }

    private CompletionHandler<Void> run(ExecutionContext context) throws SQLException {
        Execution lease = context.getExecution();
        for (int i = 0; i < MOST_AT_ONCE && !isEnding(context); i++) {
            Optional<TakenDelivery> next = store.takeNext(lease, clock.instant().minus(orderingDelay));
            if (next.isEmpty()) {
                return nothingDue(lease.getId());
            }
            Optional<Instant> retryAt = attempts.attempt(next.get(), () -> isEnding(context));
            if (retryAt.isPresent()) {
                return again(retryAt.get());
            }
        }
        return again(clock.instant());
    }

    private static boolean isEnding(ExecutionContext context) {
        return context.getSchedulerState().isShuttingDown();
    }

    private CompletionHandler<Void> nothingDue(String document) throws SQLException {
        Optional<Instant> receivedAt = store.earliestPending(document);
        return receivedAt.isPresent() ? again(receivedAt.get().plus(orderingDelay)) : finished(document);
    }

    private static CompletionHandler<Void> again(Instant time) {
        return (complete, operations) -> operations.reschedule(complete, time);
    }

    /**
     * Ends the task. A delivery that was stored between our last look and the end has seen the task and not made one, so
     * look once more. (Storing holds the task's row until its commit, so the delivery is visible by then.)
     */
    private CompletionHandler<Void> finished(String document) {
        return (complete, operations) -> {
            operations.remove();
            try {
                if (store.earliestPending(document).isPresent()) {
                    store.wake(document, clock.instant());
                }
            } catch (SQLException e) {
                LOG.warn("A document may have more to do; the next sweep will find it", e);
            }
        };
    }
}
