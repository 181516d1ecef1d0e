package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/** Writes a delivery, and wakes the document it belongs to, in one transaction. Thread-safe. */
final class DeliveryWriter {
    private static final int ATTEMPTS = 3;

    private final Transactions transactions;
    private final Database database;
    private final Duration orderingDelay;
    private final int timeoutSeconds;

    DeliveryWriter(Transactions transactions, Database database, DurableInboxBuilder settings) {
        this.transactions = database.isRemote() ? transactions.within(settings.storeTimeout()) : transactions;
        this.database = database;
        this.orderingDelay = settings.orderingDelay();
        this.timeoutSeconds = (int) settings.storeTimeout().toSeconds();
    }

    /** The number of a delivery that was new. */
    OptionalLong write(DeliveryRow row) throws SQLException {
        // An interrupt would close the file under H2, for everybody, or the pool would refuse a connection.
        boolean interrupted = Thread.interrupted();
        try {
            return writeOrTryAgain(row);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private OptionalLong writeOrTryAgain(DeliveryRow row) throws SQLException {
        boolean brokenBefore = false;
        for (int attempt = 1; ; attempt++) {
            try {
                boolean lookCloser = brokenBefore;
                Transactions.Work<OptionalLong> work = connection -> written(connection, row, lookCloser);
                return database.storesWithOneStatement() ? transactions.single(work) : transactions.inOne(work);
            } catch (SQLException e) {
                boolean broken = SqlStates.isBrokenConnection(e);
                boolean again = broken ? !brokenBefore : SqlStates.isWorthAnotherTry(e) && attempt < ATTEMPTS;
                brokenBefore = brokenBefore || broken;
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private OptionalLong written(Connection connection, DeliveryRow row, boolean lookCloser) throws SQLException {
        OptionalLong number = database.store(connection, row, row.receivedAt().plus(orderingDelay), timeoutSeconds);
        return number.isEmpty() && lookCloser ? ours(connection, row) : number;
    }

    /** The row that is there, when it is the one that a broken connection has left, and not an earlier copy. */
    private static OptionalLong ours(Connection connection, DeliveryRow row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM strapi_webhook_delivery WHERE replay_key = ? AND received_at = ?")) {
            select.setBytes(1, row.key());
            select.setObject(2, DeliveryRow.time(row.receivedAt()));
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
