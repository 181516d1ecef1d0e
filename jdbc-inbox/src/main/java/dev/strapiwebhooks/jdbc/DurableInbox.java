package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.InboxStatistics;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link Inbox} in PostgreSQL or H2. A delivery and its replay key are one row, so storing and claiming are one insert.
 * Workers of all receivers share the work: a handler is called at least once for each delivery, for one document by one
 * thread at a time in the order of {@code createdAt}, again after a failure with growing waits, and at last the delivery
 * is a dead letter, which blocks nothing.
 *
 * <pre>{@code
 * DataSource database = JdbcDataSources.h2(Path.of("data/webhooks"));
 * JdbcSchema.apply(database);
 * DurableInbox inbox = DurableInbox.builder(database).handler(InboxHandler.of(router)).build();
 * inbox.start();
 * WebhookVerifier verifier = WebhookVerifier.timestamped(secret).replayCheckedByCaller().build();
 * WebhookEndpoint endpoint = WebhookEndpoint.builder(verifier).inbox(inbox).build();
 * }</pre>
 *
 * <p>One schema holds one inbox. All receivers on it share the work, so all have the same handler; deliveries of several
 * endpoints are told apart by {@code received().endpoint()}.
 *
 * <p>"One at a time" is a lease: a worker that cannot reach the database for six heartbeats (a minute unless set
 * otherwise), while its handler still works, is taken for dead, and another calls the handler again.
 *
 * <p>Thread-safe. Close it before its data source.
 */
public final class DurableInbox implements Inbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final DeliveryStore store;
    private final DeliveryWriter writer;
    private final JdbcDeadLetters deadLetters;
    private final Duration retention;
    private final Clock clock;
    /** Makes the workers; those that were stopped cannot start again. Null where there is no handler. */
    private final @Nullable Supplier<Scheduler> workers;

    private final Object lifecycle = new Object();
    private @Nullable Scheduler working;
    private boolean closed;

    DurableInbox(DataSource dataSource, DurableInboxBuilder settings) {
        JdbcSchema.require(dataSource);
        Transactions.requireReadCommitted(dataSource);
        Database database = Database.of(dataSource);
        Transactions transactions = new Transactions(dataSource);
        store = new DeliveryStore(transactions, database);
        writer = new DeliveryWriter(transactions, database, settings);
        deadLetters = new JdbcDeadLetters(transactions, database, settings.eventReader(), settings.clock());
        retention = settings.retention();
        clock = settings.clock();
        InboxHandler handler = settings.handler();
        workers = handler == null
                ? null
                : () -> Workers.scheduler(
                        dataSource, database, store, new DocumentTask(store, handler, settings), settings);
    }

    /**
     * Configures an inbox.
     *
     * @param dataSource a pool of connections to PostgreSQL or H2, whose tables come from {@link JdbcSchema}; not closed
     *     with the inbox
     * @return a builder
     */
    public static DurableInboxBuilder builder(DataSource dataSource) {
        return new DurableInboxBuilder(dataSource);
    }

    /**
     * Starts the workers, also after {@link #stop()}. Deliveries can be stored before, and by receivers that never start
     * any.
     *
     * @return this inbox
     * @throws IllegalStateException without a handler, while the workers work, or when the inbox is closed
     */
    public DurableInbox start() {
        if (workers == null) {
            throw new IllegalStateException("the inbox has no handler; give it one with handler(...)");
        }
        synchronized (lifecycle) {
            if (closed || working != null) {
                throw new IllegalStateException(closed ? "the inbox is closed" : "the inbox is started already");
            }
            wakeForgotten();
            working = workers.get();
            working.start();
        }
        return this;
    }

    /**
     * Stops taking deliveries to handlers and waits for those that work, and interrupts them after half of the shutdown
     * timeout. Deliveries can still be stored, and are handled by other receivers or after the next {@link #start()}. Does
     * nothing when no workers work.
     */
    public void stop() {
        synchronized (lifecycle) {
            Scheduler ending = working;
            working = null;
            if (ending != null) {
                ending.stop();
            }
        }
    }

    /** What a killed receiver may have left; the sweep would find it, but minutes later. */
    private void wakeForgotten() {
        try {
            int woken = store.wakeForgotten(clock.instant());
            LOG.debug("{} documents were woken at the start", woken);
        } catch (SQLException e) {
            LOG.warn("Documents that were left without a task are found by the next sweep", e);
        }
    }

    @Override
    public OptionalLong store(ReplayKey key, ReceivedDelivery delivery, Duration claimFor) {
        if (claimFor.compareTo(retention) > 0) {
            throw new IllegalArgumentException(
                    "a claim of " + claimFor + " is longer than deliveries are kept, " + retention);
        }
        try {
            return writer.write(new DeliveryRow(key, delivery));
        } catch (SQLException e) {
            throw new StoreException("a delivery cannot be stored", e);
        }
    }

    @Override
    public InboxStatistics statistics() {
        try {
            return store.statistics();
        } catch (SQLException e) {
            throw new StoreException("the inbox cannot be reached", e);
        }
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** {@linkplain #stop() Stops} the workers for good. Deliveries can still be stored, until the data source is closed. */
    @Override
    public void close() {
        synchronized (lifecycle) {
            closed = true;
            stop();
        }
    }
}
