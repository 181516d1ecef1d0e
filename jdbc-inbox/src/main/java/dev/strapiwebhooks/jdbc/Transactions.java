package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work in transactions of its own, whatever the data source's habits are. Thread-safe. */
final class Transactions {
    private final DataSource dataSource;
    private final @Nullable Duration networkTimeout;

    Transactions(DataSource dataSource) {
        this(dataSource, null);
    }

    private Transactions(DataSource dataSource, @Nullable Duration networkTimeout) {
        this.dataSource = dataSource;
        this.networkTimeout = networkTimeout;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The same, for work that must not wait longer for an answer, even from a network that swallows everything. */
    Transactions within(Duration timeout) {
        return new Transactions(dataSource, timeout);
    }

    /** In one transaction. */
    <T> T inOne(Work<T> work) throws SQLException {
        return with(false, connection -> {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        });
    }

    /** In one transaction, for work of the application's, whose own time limit for answers counts where it has one. */
    void inOneThatThrows(HandlerTransactions.Work work) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int timeoutBefore = networkTimeout == null ? 0 : connection.getNetworkTimeout();
            if (networkTimeout != null && timeoutBefore == 0) {
                connection.setNetworkTimeout(Runnable::run, (int) networkTimeout.toMillis());
            }
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            } finally {
                restore(connection, autoCommit, timeoutBefore);
            }
        }
    }

    /** One statement, which is a transaction by itself. */
    <T> T single(Work<T> work) throws SQLException {
        return with(true, work);
    }

    private <T> T with(boolean autoCommit, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommitBefore = connection.getAutoCommit();
            int timeoutBefore = networkTimeout == null ? 0 : connection.getNetworkTimeout();
            if (networkTimeout != null) {
                connection.setNetworkTimeout(Runnable::run, (int) networkTimeout.toMillis());
            }
            if (autoCommitBefore != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
            try {
                return work.on(connection);
            } catch (SQLException e) {
                if (SqlStates.isReadOnly(e) && dataSource instanceof HikariDataSource pool) {
                    pool.evictConnection(connection); // it leads to a server that is no longer the primary
                }
                throw e;
            } finally {
                restore(connection, autoCommitBefore, timeoutBefore);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A pool hands the connection to others. Where it is broken, closing it is all that matters. */
    private void restore(Connection connection, boolean autoCommit, int timeout) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (connection.getAutoCommit() != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        if (networkTimeout != null) {
            connection.setNetworkTimeout(Runnable::run, timeout);
        }
    }
}
