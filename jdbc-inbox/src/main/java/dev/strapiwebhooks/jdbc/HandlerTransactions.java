package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs the transactions of {@linkplain TransactionalHandler transactional handlers}, in the way of the application's
 * framework. Implementations are thread-safe.
 */
@FunctionalInterface
public interface HandlerTransactions {
    /**
     * Runs work in a new transaction at READ COMMITTED, commits when it returns, and rolls back when it throws. A database
     * that does not answer must not hold it for ever.
     *
     * @param work gets a connection of the transaction
     * @throws Exception what the work has thrown, or what kept the transaction from being begun or committed
     */
    void run(Work work) throws Exception;

    /** What is done in the transaction. */
    @FunctionalInterface
    interface Work {
        /**
         * Works.
         *
         * @param connection in the transaction
         * @throws Exception when the transaction must be rolled back
         */
        void on(Connection connection) throws Exception;
    }

    /**
     * Transactions of plain JDBC.
     *
     * @param dataSource gives a connection for each
     * @param longestAnswer how long a statement may take before the connection is given up, so that a database that stands
     *     still holds no worker; the connection's own limit counts where it has one
     * @return the transactions
     */
    static HandlerTransactions of(DataSource dataSource, Duration longestAnswer) {
        Transactions transactions = new Transactions(dataSource).within(longestAnswer);
        return work -> transactions.inOneThatThrows(work);
    }
}
