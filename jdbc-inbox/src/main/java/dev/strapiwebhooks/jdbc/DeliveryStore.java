package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.task.Execution;
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

    /**
     * Counts an attempt for the document's earliest delivery and reads it, unless it came in after a time, or the task is
     * somebody else's by now.
     */
    Optional<TakenDelivery> takeNext(Execution lease, Instant receivedBefore) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement take = connection.prepareStatement(database.takeNext())) {
                take.setString(1, lease.getId());
                take.setObject(2, DeliveryRow.time(receivedBefore));
                take.setString(3, DocumentTask.NAME);
                take.setString(4, lease.pickedBy);
                take.setLong(5, lease.version);
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

    /** Takes an attempt back that was not the delivery's fault. */
    void giveBack(long id) throws SQLException {
        int unused = transactions.single(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE strapi_webhook_delivery SET attempts = attempts - 1 WHERE id = ? AND attempts > 0")) {
                update.setLong(1, id);
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

    /**
     * Deletes some of what was finished before a time. What was done after a delivery that still waits, or is dead, stays:
     * it tells that delivery that it was overtaken.
     *
     * @return whether there may be more
     */
    boolean deleteSome(String state, Instant before) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM strapi_webhook_delivery WHERE id IN (SELECT d.id FROM strapi_webhook_delivery d"
                            + " WHERE d.state = ? AND d.state_since < ? AND NOT EXISTS (SELECT 1 FROM"
                            + " strapi_webhook_delivery o WHERE o.document = d.document AND o.state IN"
                            + " ('PENDING', 'DEAD') AND o.created_at <= d.created_at) LIMIT " + CLEAN_UP_CHUNK + ")")) {
                delete.setString(1, state);
                delete.setObject(2, DeliveryRow.time(before));
                return delete.executeUpdate() == CLEAN_UP_CHUNK;
            }
        });
    }

    /** Makes sure that a document has a task. */
    void wake(String document, Instant due) throws SQLException {
        int unused = transactions.inOne(connection -> {
            database.wake(connection, document, due);
            return 1;
        });
    }

    /** Wakes documents that have something to do and no task, which no way of working should leave behind. */
    int wakeForgotten(Instant due) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO strapi_webhook_task (task_name, task_instance, execution_time, picked, version)"
                            + " SELECT CAST(? AS VARCHAR), d.document, CAST(? AS TIMESTAMP WITH TIME ZONE), FALSE,"
                            + " CAST(? AS BIGINT)"
                            + " FROM strapi_webhook_delivery d WHERE d.state = 'PENDING' AND NOT EXISTS"
                            + " (SELECT 1 FROM strapi_webhook_task t WHERE t.task_name = ?"
                            + " AND t.task_instance = d.document) GROUP BY d.document ORDER BY d.document"
                            + database.ignoringDuplicates())) {
                insert.setString(1, DocumentTask.NAME);
                insert.setObject(2, DeliveryRow.time(due));
                insert.setLong(3, DocumentTask.firstVersion());
                insert.setString(4, DocumentTask.NAME);
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
