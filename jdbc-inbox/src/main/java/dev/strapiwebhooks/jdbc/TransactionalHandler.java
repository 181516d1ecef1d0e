package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.StoredDelivery;
import java.sql.Connection;

/**
 * The application's code for stored deliveries, where its effect is in the inbox's own database: it works in the transaction
 * that marks the delivery as done, so that its effect happens exactly once, whatever dies or is suspended.
 *
 * <p>On PostgreSQL a transaction that is idle for longer than a lease is ended by the server: a handler that computes for
 * longer than that between two statements never comes to an end.
 */
@FunctionalInterface
public interface TransactionalHandler {
    /**
     * Handles a delivery.
     *
     * @param delivery the delivery
     * @param connection in the transaction; it must be neither committed, rolled back nor closed
     * @throws Exception when it could not be handled: the transaction is rolled back, and it is tried again later
     */
    void handle(StoredDelivery delivery, Connection connection) throws Exception;

    /**
     * Whether this handler wants a delivery at all. One that it does not want is done without it, and logged as ignored.
     *
     * @param delivery the delivery
     * @return true unless overridden
     */
    default boolean takes(StoredDelivery delivery) {
        return true;
    }
}
