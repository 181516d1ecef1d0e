package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Connections that only the inbox, or a replay guard, uses: handlers that hold all connections of the application's pool must
 * keep neither a lease from being renewed nor a delivery from being stored.
 */
final class InboxPool {
    /** What a connection may take to come. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    private InboxPool() {}

    /**
     * A pool to the same database. Beside a HikariCP pool it has connections of its own; of any other data source it keeps
     * some for itself.
     *
     * @param given the application's
     * @param database what it is
     * @param name of the pool
     * @param size how many connections at most
     */
    static HikariDataSource beside(DataSource given, Database database, String name, int size) {
        HikariConfig config = new HikariConfig();
        try {
            if (given.isWrapperFor(HikariDataSource.class)) {
                given.unwrap(HikariDataSource.class).copyStateTo(config);
            } else {
                config.setDataSource(BorrowedConnections.of(given, database));
            }
        } catch (SQLException e) {
            throw new StoreException("the database cannot be reached", e);
        }
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setReadOnly(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(-1);
        long wait = Math.min(config.getConnectionTimeout(), LONGEST_WAIT.toMillis());
        config.setConnectionTimeout(wait);
        config.setValidationTimeout(Math.max(SHORTEST_WAIT.toMillis(), wait / 2));
        config.setLeakDetectionThreshold(0);
        config.setRegisterMbeans(false);
        String before = config.getConnectionInitSql();
        config.setConnectionInitSql(
                before == null ? database.sessionSettings() : before + "; " + database.sessionSettings());
        return new HikariDataSource(config);
    }
}
