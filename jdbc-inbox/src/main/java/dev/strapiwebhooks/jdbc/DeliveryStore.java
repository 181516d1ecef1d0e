package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.InboxStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What workers do with stored deliveries. Each method is one transaction. Thread-safe. */
final class DeliveryStore {
    private static final int ERROR_LENGTH = 2000;
    private static final int CLEAN_UP_CHUNK = 1000;

    private final Transactions transactions;
    private final Database database;

    DeliveryStore(Transactions transactions, Database database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Counts an attempt for the document's earliest delivery and reads it, unless it came in after a time. */
    Optional<TakenDelivery> takeNext(String document, Instant receivedBefore) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement take = connection.prepareStatement(database.takeNext())) {
                take.setString(1, document);
                take.setObject(2, DeliveryRow.time(receivedBefore));
                try (ResultSet row = take.executeQuery()) {
                    return row.next() ? Optional.of(TakenDelivery.from(row)) : Optional.empty();
                }
            }
        });
    }

    /** When the document's earliest pending delivery came in. */
    Optional<Instant> earliestPending(String document) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT received_at FROM strapi_webhook_delivery WHERE document = ? AND state = 'PENDING'"
                            + " ORDER BY created_at, id LIMIT 1")) {
                select.setString(1, document);
                return time(select);
            }
        });
    }

    void done(long id, Instant now) throws SQLException {
        move(id, "DONE", now, null);
    }

    void dead(long id, Instant now, String error) throws SQLException {
        move(id, "DEAD", now, error);
    }

    void failed(long id, String error) throws SQLException {
        int unused = transactions.single(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE strapi_webhook_delivery SET error = ? WHERE id = ?")) {
                update.setString(1, ColumnText.cleaned(error, ERROR_LENGTH));
                update.setLong(2, id);
                return update.executeUpdate();
            }
        });
    }

    InboxStatistics statistics() throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT COUNT(*), MIN(state_since) FROM strapi_webhook_delivery WHERE state = 'PENDING'");
                    ResultSet row = select.executeQuery()) {
                boolean unused = row.next();
                Optional<Instant> oldest = Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
                return new InboxStatistics(row.getLong(1), oldest, dead(connection));
            }
        });
    }

    /** Deletes what was finished before a time, some at once. */
    void deleteFinished(String state, Instant before) throws SQLException {
        int deleted = CLEAN_UP_CHUNK;
        while (deleted == CLEAN_UP_CHUNK) {
            deleted = transactions.single(connection -> {
                try (PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM strapi_webhook_delivery WHERE id IN (SELECT id FROM strapi_webhook_delivery"
                                + " WHERE state = ? AND state_since < ? LIMIT " + CLEAN_UP_CHUNK + ")")) {
                    delete.setString(1, state);
                    delete.setObject(2, DeliveryRow.time(before));
                    return delete.executeUpdate();
                }
            });
        }
    }

    /** Wakes documents that have something to do and no task, which no way of working should leave behind. */
    int wakeForgotten(Instant due) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO strapi_webhook_task (task_name, task_instance, execution_time, picked, version)"
                            + " SELECT CAST(? AS VARCHAR), d.document, CAST(? AS TIMESTAMP WITH TIME ZONE), FALSE, 1"
                            + " FROM strapi_webhook_delivery d WHERE d.state = 'PENDING' AND NOT EXISTS"
                            + " (SELECT 1 FROM strapi_webhook_task t WHERE t.task_name = ?"
                            + " AND t.task_instance = d.document) GROUP BY d.document")) {
                insert.setString(1, DocumentTask.NAME);
                insert.setObject(2, DeliveryRow.time(due));
                insert.setString(3, DocumentTask.NAME);
                return insert.executeUpdate();
            }
        });
    }

    private void move(long id, String state, Instant now, @Nullable String error) throws SQLException {
        int unused = transactions.single(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE strapi_webhook_delivery"
                    + " SET state = ?, state_since = ?, error = ? WHERE id = ? AND state = 'PENDING'")) {
                update.setString(1, state);
                update.setObject(2, DeliveryRow.time(now));
                update.setString(3, error == null ? null : ColumnText.cleaned(error, ERROR_LENGTH));
                update.setLong(4, id);
                return update.executeUpdate();
            }
        });
    }

    private static long dead(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM strapi_webhook_delivery WHERE state = 'DEAD'");
                ResultSet row = select.executeQuery()) {
            boolean unused = row.next();
            return row.getLong(1);
        }
    }

    private static Optional<Instant> time(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }
}
