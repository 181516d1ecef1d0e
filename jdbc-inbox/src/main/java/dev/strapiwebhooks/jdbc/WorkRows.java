package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of work, as both databases have them. */
final class WorkRows {
    /** A run is cut behind the delivery with which its bodies are larger than this, so that many runs fit into memory. */
    static final int MOST_BYTES = 1 << 20;

    /** Of a head that is called w: at once when its sender has counted it and the one before it is done. */
    static final String HEAD_DUE = """
            CASE WHEN w.attempts = 0 AND w.sequence > 1 AND w.sequence - 1 = (SELECT max(k.sequence) FROM strapi_webhook_mark k
            WHERE k.document = w.document AND k.handler = w.handler)
            THEN CURRENT_TIMESTAMP ELSE w.due END""";

    static final String THIS =
            " WHERE document = ? AND handler = ? AND sequence = ? AND created_at = ? AND delivery = ?";

    private WorkRows() {}

    static List<WorkItem> read(PreparedStatement read) throws SQLException {
        List<WorkItem> items = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                items.add(item(row, row.getInt("attempt")));
            }
        }
        return items;
    }

    static WorkItem item(ResultSet row, int attempt) throws SQLException {
        LeaseKey key = new LeaseKey(row.getString("document"), row.getString("handler"));
        return new WorkItem(key, DeliveryRecord.from(row), position(row), attempt, mark(row));
    }

    private static Position mark(ResultSet row) throws SQLException {
        OffsetDateTime createdAt = row.getObject("mark_created_at", OffsetDateTime.class);
        return createdAt == null
                ? Position.START
                : new Position(row.getLong("mark_sequence"), createdAt, row.getLong("mark_delivery"));
    }

    static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getLong("sequence"), row.getObject("created_at", OffsetDateTime.class), row.getLong("delivery"));
    }

    static Set<LeaseKey> keys(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return keys(rows);
        }
    }

    static Set<LeaseKey> keys(ResultSet row) throws SQLException {
        Set<LeaseKey> keys = new HashSet<>();
        while (row.next()) {
            keys.add(new LeaseKey(row.getString(1), row.getString(2)));
        }
        return keys;
    }

    static Duration limited(long millis, Duration atMost) {
        Duration wait = Duration.ofMillis(Math.max(0, millis));
        return wait.compareTo(atMost) < 0 ? wait : atMost;
    }

    static boolean isPending(Connection connection, WorkItem item) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM strapi_webhook_work" + THIS)) {
            setThis(select, item.key(), item.position());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static boolean remove(Connection connection, LeaseKey key, Position position) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM strapi_webhook_work" + THIS)) {
            setThis(delete, key, position);
            return delete.executeUpdate() == 1;
        }
    }

    /** Due now, without attempts. */
    static void insert(Connection connection, LeaseKey key, Position position) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO strapi_webhook_work"
                        + " (document, handler, sequence, created_at, delivery, due) VALUES (?, ?, ?, ?, ?, CURRENT_TIMESTAMP)")) {
            setThis(insert, key, position);
            insert.executeUpdate();
        }
    }

    /** Makes a document due that waits; whoever has it will look at its work at the end. */
    static void wake(Connection connection, LeaseKey key) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE strapi_webhook_lease"
                + " SET due = CURRENT_TIMESTAMP WHERE document = ? AND handler = ? AND owner IS NULL"
                + " AND due > CURRENT_TIMESTAMP")) {
            update.setString(1, key.document());
            update.setString(2, key.handler());
            update.executeUpdate();
        }
    }

    /** How many are due for anybody again. The time counts as a try, because a handler may have worked. */
    static int release(Connection connection, String owner, Collection<LeaseKey> inHand) throws SQLException {
        int released = 0;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT document, handler FROM strapi_webhook_lease WHERE owner = ?");
                PreparedStatement update = connection.prepareStatement("UPDATE strapi_webhook_lease"
                        + " SET due = CURRENT_TIMESTAMP, owner = NULL"
                        + " WHERE document = ? AND handler = ? AND owner = ?")) {
            select.setString(1, owner);
            for (LeaseKey key : keys(select)) {
                if (!inHand.contains(key)) {
                    update.setString(1, key.document());
                    update.setString(2, key.handler());
                    update.setString(3, owner);
                    released += update.executeUpdate();
                }
            }
        }
        return released;
    }

    /** Nobody else replays it, forgets it or gives it to a handler until the transaction ends. */
    static void lockDelivery(Connection connection, long id) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT id FROM strapi_webhook_delivery WHERE id = ? FOR UPDATE")) {
            lock.setLong(1, id);
            lock.execute();
        }
    }

    static void setThis(PreparedStatement statement, LeaseKey key, Position position) throws SQLException {
        setThis(statement, 1, key, position);
    }

    static void setThis(PreparedStatement statement, int index, LeaseKey key, Position position) throws SQLException {
        statement.setString(index, key.document());
        statement.setString(index + 1, key.handler());
        statement.setLong(index + 2, position.sequence());
        statement.setObject(index + 3, position.createdAt());
        statement.setLong(index + 4, position.delivery());
    }
}
