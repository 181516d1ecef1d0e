package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxStatistics;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
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
    private final @Nullable Scheduler scheduler;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    private enum State {
        NEW,
        STARTED,
        CLOSED
    }

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
        scheduler = settings.handler() == null
                ? null
                : Workers.scheduler(
                        dataSource, database, store, new DocumentTask(store, settings.handler(), settings), settings);
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
     * Starts the workers. Deliveries can be stored before, and by receivers that never start any.
     *
     * @return this inbox
     * @throws IllegalStateException without a handler, or when it was started or closed before
     */
    public DurableInbox start() {
        if (scheduler == null) {
            throw new IllegalStateException("the inbox has no handler; give it one with handler(...)");
        }
        if (!state.compareAndSet(State.NEW, State.STARTED)) {
            throw new IllegalStateException("the inbox was started or closed before");
        }
        wakeForgotten();
        scheduler.start();
        return this;
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
    public boolean store(ReplayKey key, ReceivedDelivery delivery, Duration claimFor) {
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

    /**
     * Stops taking deliveries to handlers and waits for those that work, and interrupts them after half of the shutdown
     * timeout. Deliveries can still be stored.
     */
    @Override
    public void close() {
        if (state.getAndSet(State.CLOSED) == State.STARTED && scheduler != null) {
            scheduler.stop();
        }
    }
}
