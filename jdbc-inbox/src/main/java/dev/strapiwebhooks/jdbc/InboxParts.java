package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an inbox does with a database that is there, has the tables and is of a known kind.
 *
 * @param database what it is
 * @param pool connections that only the inbox uses
 * @param transactions on them
 * @param sql the protocol
 * @param writer stores
 * @param operators lets one of them work at a time, so that they take no connection that others need
 */
record InboxParts(
        Database database,
        HikariDataSource pool,
        Transactions transactions,
        InboxSql sql,
        DeliveryWriter writer,
        Semaphore operators) {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    /** How many transactions store at once. */
    static final int STORING = 3;
    /** How many write down ends at once. */
    static final int ENDING = 2;
    /** Also for taking, renewing, upkeep, uncertain attempts and operators: each has one, whatever the others wait for. */
    private static final int CONNECTIONS = STORING + ENDING + 5;

    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LONGEST_OPERATION = Duration.ofSeconds(2);

    InboxParts(
            Database database, HikariDataSource pool, Transactions transactions, InboxSql sql, DeliveryWriter writer) {
        this(database, pool, transactions, sql, writer, new Semaphore(1, true));
    }

    static InboxParts open(DataSource given, DurableInboxBuilder settings) {
        Database database = JdbcSchema.open(given, settings.createsTables());
        requireDurable(given, database, settings.acceptedRisks());
        warnOfSmallPool(given, settings);
        HikariDataSource pool = InboxPool.beside(given, database, "strapi-webhooks-inbox", CONNECTIONS);
        try {
            Transactions transactions = new Transactions(pool);
            Transactions limited = database.isRemote() ? transactions.within(settings.answerTimeout()) : transactions;
            InboxSql sql = database.inbox(limited);
            requireConnections(pool);
            HandlerRegistry.register(limited, sql, settings);
            return new InboxParts(
                    database, pool, limited, sql, new DeliveryWriter(limited, database, sql, settings.storeTimeout()));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        } catch (SQLException e) {
            pool.close();
            throw new StoreException("the database cannot be reached", e);
        }
    }

    /** Handlers that wait for each other's connections look as if they hung. */
    private static void warnOfSmallPool(DataSource given, DurableInboxBuilder settings) {
        try {
            if (given.isWrapperFor(HikariDataSource.class)) {
                int connections = given.unwrap(HikariDataSource.class).getMaximumPoolSize();
                if (connections < settings.workers() && !settings.handlers().isEmpty()) {
                    LOG.warn(
                            "The pool of the application has {} connections, and the inbox {} workers: handlers that use the"
                                    + " database wait for each other, and for the rest of the application; give it more"
                                    + " connections, or the inbox fewer workers",
                            connections,
                            settings.workers());
                }
            }
        } catch (SQLException e) {
            LOG.debug("The size of the application's pool is not known", e);
        }
    }

    /** A pool that takes its connections from another may find that it has none to give; then that is a mistake, at start. */
    private static void requireConnections(HikariDataSource pool) throws SQLException {
        List<Connection> held = new ArrayList<>();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        try {
            while (held.size() < CONNECTIONS) {
                held.add(patiently(pool, end));
            }
        } catch (SQLException e) {
            if (held.isEmpty()) {
                throw e;
            }
            throw new StoreException(
                    "the inbox needs " + CONNECTIONS
                            + " connections of its own, beside those of the application, and the"
                            + " database or the data source has given " + held.size(),
                    e);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    /**
     * Only requests are in a hurry. The pool's own limit stays as it is: HikariCP takes a change up when it looks at its
     * connections, each half minute, and would keep a longer one for requests.
     */
    private static Connection patiently(HikariDataSource pool, long end) throws SQLException {
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
        }
    }

    /** What people and health checks ask for, in one transaction. */
    <T> T operate(Transactions.Work<T> work) throws SQLException {
        if (!operators.tryAcquire()) {
            acquire();
        }
        try {
            return transactions.inOne(work);
        } finally {
            operators.release();
        }
    }

    private void acquire() throws SQLException {
        try {
            if (operators.tryAcquire(LONGEST_OPERATION.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLException("others ask for statistics or dead letters just now, and take long");
    }

    void close() {
        writer.close();
        pool.close();
    }

    private static void requireDurable(DataSource given, Database database, Set<DurabilityRisk> accepted) {
        try (Connection connection = given.getConnection()) {
            for (DurabilityRisk risk : database.risks(connection)) {
                if (!accepted.contains(risk)) {
                    throw new UndurableDatabaseException(risk);
                }
            }
        } catch (SQLException e) {
            throw new StoreException("the database cannot be reached", e);
        }
    }
}
