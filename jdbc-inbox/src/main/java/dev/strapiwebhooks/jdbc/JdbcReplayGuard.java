package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
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
 * <p>A {@link DurableInbox} claims by itself and needs no guard. The tables come from {@link JdbcSchema}. How long a
 * claim may wait for the database is a matter of the data source. Thread-safe.
 */
public final class JdbcReplayGuard implements ReplayGuard {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcReplayGuard.class);

    /** Claims need minutes; databases cannot count much further than this. */
    private static final Duration LONGEST_CLAIM = Duration.ofDays(36_500);

    private static final long CLEAN_UP_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String CLEAN_UP = """
            DELETE FROM strapi_webhook_claim WHERE replay_key IN
            (SELECT replay_key FROM strapi_webhook_claim WHERE ends_at < CURRENT_TIMESTAMP LIMIT 10000)""";

    private final Transactions transactions;
    private final OnceReached<Database> database;
    private final String receiver = UUID.randomUUID().toString();
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong nextCleanUp = new AtomicLong(System.nanoTime());

    private JdbcReplayGuard(DataSource dataSource, boolean createTables) {
        transactions = new Transactions(dataSource);
        database = new OnceReached<>(() -> JdbcSchema.open(dataSource, createTables));
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
        Database unused = guard.database.get();
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
        guard.database.reachUnlessAway();
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
            int unused =
                    update("DELETE FROM strapi_webhook_claim WHERE replay_key = ?", s -> s.setBytes(1, bytes(key)));
        } catch (SQLException e) {
            throw new StoreException("a claim cannot be released", e);
        }
    }

    @Override
    public void check() {
        Database unusedDatabase = database.get();
        try {
            int unused = update("DELETE FROM strapi_webhook_claim WHERE 1 = 0", statement -> {});
        } catch (SQLException e) {
            throw new StoreException("the claims cannot be reached", e);
        }
    }

    private boolean claim(ReplayKey key, Duration keepFor) {
        long millis = keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM.toMillis() : keepFor.toMillis();
        String token = receiver + ":" + serial.incrementAndGet();
        Database reached = database.get();
        try {
            return claim(reached, key, millis, token);
        } catch (SQLException e) {
            throw new StoreException("a delivery cannot be claimed", e);
        }
    }

    /** The lost answer of a connection that broke may have been "claimed"; then the token there is ours. */
    private boolean claim(Database reached, ReplayKey key, long millis, String token) throws SQLException {
        try {
            return transactions.single(connection -> reached.claim(connection, bytes(key), millis, token));
        } catch (SQLException e) {
            if (!SqlStates.isBrokenConnection(e)) {
                throw e;
            }
            return transactions.single(connection ->
                    reached.claim(connection, bytes(key), millis, token) || isOurs(connection, key, token));
        }
    }

    private static boolean isOurs(Connection connection, ReplayKey key, String token) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT token FROM strapi_webhook_claim WHERE replay_key = ?")) {
            select.setBytes(1, bytes(key));
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
        return transactions.single(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                return statement.executeUpdate();
            }
        });
    }

    private static byte[] bytes(ReplayKey key) {
        return HexFormat.of().parseHex(key.hex());
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
