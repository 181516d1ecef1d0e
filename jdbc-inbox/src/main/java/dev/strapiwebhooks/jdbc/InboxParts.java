package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What an inbox does with a database that is there, has the tables and is of a known kind.
 *
 * @param database what it is
 * @param pool connections that only the inbox uses
 * @param transactions on them
 * @param sql the protocol
 * @param writer stores
 */
record InboxParts(
        Database database, HikariDataSource pool, Transactions transactions, InboxSql sql, DeliveryWriter writer) {
    /** How many transactions store at once. */
    static final int STORING = 3;
    /** How many write down ends at once. */
    static final int ENDING = 2;
    /** Taking and reading, renewing, and one for operators: each has its connection whatever the others wait for. */
    private static final int CONNECTIONS = STORING + ENDING + 3;

    static InboxParts open(DataSource given, DurableInboxBuilder settings) {
        Database database = JdbcSchema.open(given, settings.createsTables());
        requireDurable(given, database, settings.acceptedRisks());
        HikariDataSource pool = InboxPool.beside(given, database, "strapi-webhooks-inbox", CONNECTIONS);
        try {
            Transactions transactions = new Transactions(pool);
            Transactions limited = database.isRemote() ? transactions.within(settings.answerTimeout()) : transactions;
            InboxSql sql = database.inbox(limited);
            HandlerRegistry.register(limited, sql, settings);
            return new InboxParts(
                    database, pool, limited, sql, new DeliveryWriter(limited, database, sql, settings.storeTimeout()));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    void close() {
        writer.close();
        pool.close();
    }

    private static void requireDurable(DataSource given, Database database, Set<DurabilityRisk> accepted) {
        try (Connection connection = given.getConnection()) {
            for (DurabilityRisk risk : database.risks(connection)) {
                if (!accepted.contains(risk)) {
                    throw new StoreException("this database can lose deliveries that it has confirmed: " + risk.remedy()
                            + ", or accept it by name with acceptRisk(DurabilityRisk." + risk + ")");
                }
            }
        } catch (SQLException e) {
            throw new StoreException("the database cannot be reached", e);
        }
    }
}
