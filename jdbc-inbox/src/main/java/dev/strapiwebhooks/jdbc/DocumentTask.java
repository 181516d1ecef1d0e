package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.strapiwebhooks.event.EventReader;
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
    private final InboxHandler handler;
    private final EventReader reader;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Duration orderingDelay;
    private final Clock clock;

    DocumentTask(DeliveryStore store, InboxHandler handler, DurableInboxBuilder settings) {
        this.store = store;
        this.handler = handler;
        this.reader = settings.eventReader();
        this.backoff = settings.backoff();
        this.maxAttempts = settings.maxAttempts();
        this.orderingDelay = settings.orderingDelay();
        this.clock = settings.clock();
    }

    CompletionHandler<Void> run(TaskInstance<Void> task, ExecutionContext context) {
        try {
            return run(task.getId(), context);
        } catch (SQLException e) {
            throw new StoreException("the deliveries of a document cannot be read or marked", e);
        }
    }

    private CompletionHandler<Void> run(String document, ExecutionContext context) throws SQLException {
        for (int i = 0; i < MOST_AT_ONCE && !context.getSchedulerState().isShuttingDown(); i++) {
            Optional<TakenDelivery> next =
                    store.takeNext(document, clock.instant().minus(orderingDelay));
            if (next.isEmpty()) {
                return nothingDue(document);
            }
            Optional<Instant> retryAt = attempt(next.get());
            if (retryAt.isPresent()) {
                return again(retryAt.get());
            }
        }
        return again(clock.instant());
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
                    int unused = store.wakeForgotten(clock.instant());
                }
            } catch (SQLException e) {
                LOG.warn("A document may have more to do; the next sweep will find it", e);
            }
        };
    }

    /** When to try again; empty when the delivery is done or dead, and the next may have its turn. */
    private Optional<Instant> attempt(TakenDelivery delivery) throws SQLException {
        if (delivery.attempt() > maxAttempts) {
            // It was taken so often and never came back: whoever handled it died.
            return bury(delivery, "the receiver died in each of " + maxAttempts + " attempts");
        }
        try {
            handler.handle(delivery.read(reader));
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            return failed(delivery, e);
        }
        store.done(delivery.id(), clock.instant());
        LOG.debug("Strapi webhook {} handled at attempt {}", delivery.id(), delivery.attempt());
        return Optional.empty();
    }

    private Optional<Instant> failed(TakenDelivery delivery, Throwable failure) throws SQLException {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (delivery.attempt() >= maxAttempts) {
            LOG.error("Strapi webhook {} failed at its last attempt", delivery.id(), failure);
            return bury(delivery, failure.toString());
        }
        Duration wait = backoff.after(delivery.attempt());
        LOG.warn(
                "Strapi webhook {} failed at attempt {}, next in {}", delivery.id(), delivery.attempt(), wait, failure);
        store.failed(delivery.id(), failure.toString());
        return Optional.of(clock.instant().plus(wait));
    }

    private Optional<Instant> bury(TakenDelivery delivery, String error) throws SQLException {
        store.dead(delivery.id(), clock.instant(), error);
        LOG.error(
                "Strapi webhook {} is a dead letter now: inspect, replay or drop it (events of other documents go on)",
                delivery.id());
        return Optional.empty();
    }
}
