package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.spi.UncertainClaims;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link ReplayGuard} in PostgreSQL or H2, for several receivers of one endpoint. The database decides and counts the
 * time. While it does not answer, deliveries are refused with status 503. Ended claims are deleted on the way, about once
 * in ten seconds.
 *
 * <p>A {@link DurableInbox} claims by itself and needs no guard. The tables come from {@link JdbcSchema}. It has up to four
 * connections of its own, beside a HikariCP pool new ones, of any other data source some of its, and waits for no answer longer
 * than 4 seconds: handlers that hold all connections of the application keep no claim from being made. A claim that was
 * answered with 503, and may have been made, is given to the next attempt. Thread-safe. Close it before the data source.
 */
public final class JdbcReplayGuard implements ReplayGuard, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcReplayGuard.class);

    /** Claims need minutes; databases cannot count much further than this. */
    private static final Duration LONGEST_CLAIM = Duration.ofDays(36_500);

    private static final int CONNECTIONS = 4;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);
    private static final long CLEAN_UP_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String CLEAN_UP = """
            DELETE FROM strapi_webhook_claim WHERE replay_key IN
            (SELECT replay_key FROM strapi_webhook_claim WHERE ends_at < CURRENT_TIMESTAMP LIMIT 10000)""";

    private final OnceReached<Reached> reached;
    private final UncertainClaims uncertain = new UncertainClaims(this::deleteIfStill);
    private final String receiver = UUID.randomUUID().toString();
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong nextCleanUp = new AtomicLong(System.nanoTime());

    private record Reached(Database database, HikariDataSource pool, Transactions transactions) {
        static Reached open(DataSource given, boolean createTables) {
            Database database = JdbcSchema.open(given, createTables);
            HikariDataSource pool = InboxPool.beside(given, database, "strapi-webhooks-guard", CONNECTIONS);
            Transactions transactions = new Transactions(pool);
            return new Reached(
                    database, pool, database.isRemote() ? transactions.within(LONGEST_ANSWER) : transactions);
        }
    }

    private JdbcReplayGuard(DataSource dataSource, boolean createTables) {
        reached = new OnceReached<>(() -> Reached.open(dataSource, createTables));
    }

    /**
     * A guard in a database that has the tables.
     *
     * @param dataSource a pool of connections
     * @return the guard
     * @throws StoreException when the database cannot be reached, or has no tables
     */
    public static JdbcReplayGuard create(DataSource dataSource) {
        JdbcReplayGuard guard = new JdbcReplayGuard(requireNonNull(dataSource, "data source"), false);
        Reached unused = guard.reached.get();
        return guard;
    }

    /**
     * A guard that can be made also while the database is away. Until it is there, deliveries are refused with 503.
     *
     * @param dataSource a pool of connections
     * @param createTables whether to make what is missing of the tables, as {@link JdbcSchema#apply} does, when the
     *     database is first reached
     * @return the guard
     * @throws StoreException when the database is there, and has no tables or cannot be used for another reason
     */
    public static JdbcReplayGuard startWithoutDatabase(DataSource dataSource, boolean createTables) {
        JdbcReplayGuard guard = new JdbcReplayGuard(requireNonNull(dataSource, "data source"), createTables);
        guard.reached.reachUnlessAway();
        return guard;
    }

    @Override
    public boolean tryClaim(ReplayKey key, Duration keepFor) {
        if (keepFor.isNegative()) {
            throw new IllegalArgumentException("a claim cannot be kept for " + keepFor);
        }
        boolean claimed = claim(key, keepFor);
        cleanUpSometimes();
        return claimed;
    }

    @Override
    public void release(ReplayKey key) {
        try {
            int unused = update(
                    "DELETE FROM strapi_webhook_claim WHERE replay_key = ?",
                    s -> s.setBytes(1, NewDelivery.bytes(key)));
        } catch (SQLException e) {
            throw new StoreException("a claim cannot be released", e);
        }
    }

    @Override
    public void check() {
        try {
            int unused = update("DELETE FROM strapi_webhook_claim WHERE 1 = 0", statement -> {});
        } catch (SQLException e) {
            throw new StoreException("the claims cannot be reached", e);
        }
    }

    private boolean claim(ReplayKey key, Duration keepFor) {
        long millis = keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM.toMillis() : keepFor.toMillis();
        String token = receiver + ":" + serial.incrementAndGet();
        Reached there = reached.get();
        try {
            return claim(there, key, millis, token);
        } catch (SQLException e) {
            if (SqlStates.isBrokenConnection(e)) {
                uncertain.add(key, token, keepFor);
            }
            throw new StoreException("a delivery cannot be claimed", e);
        }
    }

    /** The lost answer of a connection that broke may have been "claimed"; then the token there is this attempt's. */
    private boolean claim(Reached there, ReplayKey key, long millis, String token) throws SQLException {
        try {
            return once(there, key, millis, token);
        } catch (SQLException e) {
            if (!SqlStates.isBrokenConnection(e)) {
                throw e;
            }
            return once(there, key, millis, token)
                    || there.transactions().single(connection -> isHeldBy(connection, key, token));
        }
    }

    private boolean once(Reached there, ReplayKey key, long millis, String token) throws SQLException {
        return there.transactions()
                .single(connection -> there.database().claim(connection, NewDelivery.bytes(key), millis, token)
                        || adopted(connection, key, token));
    }

    /** A claim of an attempt that was answered with 503. */
    private boolean adopted(Connection connection, ReplayKey key, String token) throws SQLException {
        for (String lost : uncertain.tokens(key)) {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE strapi_webhook_claim SET token = ? WHERE replay_key = ? AND token = ?")) {
                update.setString(1, token);
                update.setBytes(2, NewDelivery.bytes(key));
                update.setString(3, lost);
                if (update.executeUpdate() == 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private void deleteIfStill(ReplayKey key, String token) {
        try {
            int unused = update("DELETE FROM strapi_webhook_claim WHERE replay_key = ? AND token = ?", statement -> {
                statement.setBytes(1, NewDelivery.bytes(key));
                statement.setString(2, token);
            });
        } catch (SQLException e) {
            throw new StoreException("it cannot be found out what was claimed", e);
        }
    }

    /** Gives the connections back. Claims are refused from then on. */
    @Override
    public void close() {
        uncertain.close();
        reached.close(there -> there.pool().close());
    }

    private static boolean isHeldBy(Connection connection, ReplayKey key, String token) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT token FROM strapi_webhook_claim WHERE replay_key = ?")) {
            select.setBytes(1, NewDelivery.bytes(key));
            try (ResultSet found = select.executeQuery()) {
                return found.next() && token.equals(found.getString(1));
            }
        }
    }

    private void cleanUpSometimes() {
        long due = nextCleanUp.get();
        long now = System.nanoTime();
        if (now - due < 0 || !nextCleanUp.compareAndSet(due, now + CLEAN_UP_EVERY_NANOS)) {
            return;
        }
        try {
            int unused = update(CLEAN_UP, statement -> {});
        } catch (SQLException e) {
            LOG.warn("Ended claims could not be deleted; it is tried again", e);
        }
    }

    private int update(String sql, Parameters parameters) throws SQLException {
        return reached.get().transactions().single(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                return statement.executeUpdate();
            }
        });
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
