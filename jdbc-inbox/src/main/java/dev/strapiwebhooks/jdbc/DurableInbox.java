package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.InboxStatistics;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
    private final OnceReached<InboxParts> parts;
    private final JdbcDeadLetters deadLetters;
    private final Duration retention;
    /** Null where there is no handler. */
    private final @Nullable WorkerLifecycle workers;

    DurableInbox(DataSource dataSource, DurableInboxBuilder settings) {
        parts = new OnceReached<>(() -> InboxParts.open(dataSource, settings));
        deadLetters = new JdbcDeadLetters(
                new Transactions(dataSource), () -> parts.get().database(), settings.eventReader(), settings.clock());
        retention = settings.retention();
        InboxHandler handler = settings.handler();
        workers = handler == null
                ? null
                : new WorkerLifecycle(
                        parts, reached -> Workers.scheduler(dataSource, reached, handler, settings), settings);
        if (settings.startsWithoutDatabase()) {
            parts.reachUnlessAway();
        } else {
            InboxParts unused = parts.get();
        }
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
     * any. With {@link DurableInboxBuilder#startWithoutDatabase()}, and while the database is away, the workers start when
     * it is there.
     *
     * @return this inbox
     * @throws IllegalStateException without a handler, while the workers work, or when the inbox is closed
     */
    public DurableInbox start() {
        if (workers == null) {
            throw new IllegalStateException("the inbox has no handler; give it one with handler(...)");
        }
        workers.start();
        return this;
    }

    /**
     * Stops taking deliveries to handlers and waits for those that work, and interrupts them after half of the shutdown
     * timeout. Deliveries can still be stored, and are handled by other receivers or after the next {@link #start()}. Does
     * nothing when no workers work.
     */
    public void stop() {
        if (workers != null) {
            workers.stop();
        }
    }

    @Override
    public OptionalLong store(ReplayKey key, ReceivedDelivery delivery, Duration claimFor) {
        if (claimFor.compareTo(retention) > 0) {
            throw new IllegalArgumentException(
                    "a claim of " + claimFor + " is longer than deliveries are kept, " + retention);
        }
        try {
            return parts.get().writer().write(new DeliveryRow(key, delivery));
        } catch (SQLException e) {
            throw new StoreException("a delivery cannot be stored", e);
        }
    }

    @Override
    public InboxStatistics statistics() {
        try {
            return parts.get().store().statistics();
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
        if (workers != null) {
            workers.close();
        }
    }
}
