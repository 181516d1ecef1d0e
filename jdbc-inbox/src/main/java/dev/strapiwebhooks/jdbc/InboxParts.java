package dev.strapiwebhooks.jdbc;

import javax.sql.DataSource;

/** What an inbox does with a database that is there, has the tables and is of a known kind. */
record InboxParts(DeliveryStore store, DeliveryWriter writer, Database database) {
    static InboxParts open(DataSource dataSource, DurableInboxBuilder settings) {
        Database database = JdbcSchema.open(dataSource, settings.createsTables());
        Transactions.requireReadCommitted(dataSource);
        Transactions transactions = new Transactions(dataSource);
        return new InboxParts(
                new DeliveryStore(transactions, database),
                new DeliveryWriter(transactions, database, settings),
                database);
    }
}
