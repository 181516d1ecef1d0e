package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Inbox} in PostgreSQL or H2. A delivery and its replay key are one row, so storing and claiming are one insert.
 * Workers of all receivers share the work: each handler is called at least once for each delivery, for one document by one
 * thread at a time in the order of {@code createdAt}, again after a failure with growing waits, and at last the delivery
 * is a dead letter of that handler, which blocks nothing. A {@linkplain TransactionalHandler transactional handler} has its
 * effect exactly once.
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
 * <p>One schema holds one inbox. All receivers on it share the work, so all have the same handlers; deliveries of several
 * endpoints are told apart by {@code received().endpoint()}.
 *
 * <p>"One at a time" is a lease, by the database's clock: of a receiver that is suspended, or cut off from the database, for
 * longer than it, another one takes over. What the first one does late is dropped; see {@link
 * dev.strapiwebhooks.inbox.StoredDelivery#isStillOurs()} and {@link dev.strapiwebhooks.inbox.StoredDelivery#fence()}.
 *
 * <p>It has up to ten connections of its own, so that handlers which hold all those of the application cannot keep it from
 * its work: beside a HikariCP pool new ones, of any other data source some of its.
 *
 * <p>Thread-safe. Close it before its data source.
 */
public final class DurableInbox implements Inbox, AutoCloseable {
    private final OnceReached<InboxParts> parts;
    private final DurableInboxBuilder settings;
    private final JdbcDeadLetters deadLetters;
    private final Alarm alarm = new Alarm();
    /** Names attempts to store: who, and how many before. */
    private final String receiver = UUID.randomUUID().toString();

    private final AtomicLong serial = new AtomicLong();
    /** Null where there is no handler. */
    private final @Nullable WorkerLifecycle workers;

    DurableInbox(DataSource dataSource, DurableInboxBuilder settings) {
        this.settings = settings;
        parts = new OnceReached<>(() -> InboxParts.open(dataSource, settings));
        deadLetters = new JdbcDeadLetters(parts::get, settings, alarm::ring);
        workers = settings.handlers().isEmpty()
                ? null
                : new WorkerLifecycle(
                        parts, reached -> new Workers(reached, alarm, settings), settings.startsWithoutDatabase());
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
        if (claimFor.compareTo(settings.retention()) > 0) {
            throw new IllegalArgumentException(
                    "a claim of " + claimFor + " is longer than deliveries are kept, " + settings.retention());
        }
        String token = receiver + ":" + serial.incrementAndGet();
        NewDelivery row = NewDelivery.of(key, token, delivery, settings.codec(), settings.orderingDelay(), claimFor);
        try {
            OptionalLong number = parts.get().writer().write(row);
            if (number.isPresent()) {
                alarm.ringIn(
                        row.sequence() > 0 ? Duration.ZERO : row.hold()); // counted ones may have nothing to wait for
            }
            return number;
        } catch (SQLException e) {
            throw new StoreException("a delivery cannot be stored", e);
        }
    }

    @Override
    public Inbox.Statistics statistics() {
        try {
            return parts.get().operate(connection -> TableCounts.read(connection, settings.clock()));
        } catch (SQLException e) {
            throw new StoreException("the inbox cannot be reached", e);
        }
    }

    /**
     * Deletes what is kept of a document: bodies, headers and its name, what waits for handlers, and dead letters. Copies are
     * still refused. Takes a look at every delivery that is kept.
     *
     * @param uid the content type
     * @param documentId the document, in all its locales
     * @return how many deliveries were forgotten
     * @throws StoreException when the database cannot be reached; some may be forgotten, so call it again
     */
    public int forget(String uid, String documentId) {
        InboxParts reached = parts.get();
        try {
            return Forgetting.forget(reached, uid, documentId);
        } catch (SQLException e) {
            throw new StoreException("the document cannot be forgotten", e);
        }
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** {@linkplain #stop() Stops} the workers for good, and gives its connections back. Nothing can be stored from then on. */
    @Override
    public void close() {
        if (workers != null) {
            workers.close();
        }
        parts.close(InboxParts::close);
    }
}
