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
    private final Database database;
    private final String receiver = UUID.randomUUID().toString();
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong nextCleanUp = new AtomicLong(System.nanoTime());

    private JdbcReplayGuard(DataSource dataSource, Database database) {
        this.transactions = new Transactions(dataSource);
        this.database = database;
    }

    /**
     * A guard in a database that has the tables.
     *
     * @param dataSource a pool of connections
     * @return the guard
     * @throws StoreException when the database cannot be reached, or has no tables
     */
    public static JdbcReplayGuard create(DataSource dataSource) {
        requireNonNull(dataSource, "data source");
        JdbcSchema.require(dataSource);
        return new JdbcReplayGuard(dataSource, Database.of(dataSource));
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
        try {
            int unused = update("DELETE FROM strapi_webhook_claim WHERE 1 = 0", statement -> {});
        } catch (SQLException e) {
            throw new StoreException("the claims cannot be reached", e);
        }
    }

    private boolean claim(ReplayKey key, Duration keepFor) {
        long millis = keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM.toMillis() : keepFor.toMillis();
        String token = receiver + ":" + serial.incrementAndGet();
        try {
            return claim(key, millis, token);
        } catch (SQLException e) {
            throw new StoreException("a delivery cannot be claimed", e);
        }
    }

    /** The lost answer of a connection that broke may have been "claimed"; then the token there is ours. */
    private boolean claim(ReplayKey key, long millis, String token) throws SQLException {
        try {
            return transactions.single(connection -> database.claim(connection, bytes(key), millis, token));
        } catch (SQLException e) {
            if (!SqlStates.isBrokenConnection(e)) {
                throw e;
            }
            return transactions.single(connection ->
                    database.claim(connection, bytes(key), millis, token) || isOurs(connection, key, token));
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
