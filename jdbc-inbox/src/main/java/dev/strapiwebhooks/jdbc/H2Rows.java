package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Single rows on H2. */
final class H2Rows {
    static final String LATER = "DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP)";

    private static final String IS_LEASE = " WHERE document = ? AND handler = ? AND fence = ?";

    private H2Rows() {}

    static void setLease(PreparedStatement statement, int index, DocumentLease lease) throws SQLException {
        statement.setString(index, lease.key().document());
        statement.setString(index + 1, lease.key().handler());
        statement.setLong(index + 2, lease.fence());
    }

    /** Whether the one before it, by its sender's count, is done. */
    static boolean followsMark(Connection connection, LeaseKey key, long sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM strapi_webhook_mark WHERE document = ? AND handler = ? AND sequence = ?")) {
            select.setString(1, key.document());
            select.setString(2, key.handler());
            select.setLong(3, sequence - 1);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void insertWork(Connection connection, long id, String handler, Duration hold) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO strapi_webhook_work (document, handler, sequence, created_at, delivery, due)"
                        + " SELECT document, ?, sequence, created_at, id, DATEADD(MILLISECOND, ?, stored_at)"
                        + " FROM strapi_webhook_delivery WHERE id = ?")) {
            insert.setString(1, handler);
            insert.setLong(2, hold.toMillis());
            insert.setLong(3, id);
            insert.executeUpdate();
        }
    }

    /**
     * A lease where there is none. One that waits is due sooner when what it waits for is not the first any more. In separate
     * statements: H2 may answer an INSERT … WHERE NOT EXISTS from what it found the last time, before its own insert.
     */
    static void wake(Connection connection, LeaseKey key, Duration hold, long delivery) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT owner IS NULL AND due > " + LATER
                + " FROM strapi_webhook_lease WHERE document = ? AND handler = ?")) {
            select.setLong(1, hold.toMillis());
            select.setString(2, key.document());
            select.setString(3, key.handler());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    insertLease(connection, key, hold);
                } else if (row.getBoolean(1) && isHead(connection, key, delivery)) {
                    makeDue(connection, key, hold);
                }
            }
        }
    }

    private static void insertLease(Connection connection, LeaseKey key, Duration hold) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO strapi_webhook_lease (document, handler, due) VALUES (?, ?, " + LATER + ")")) {
            insert.setString(1, key.document());
            insert.setString(2, key.handler());
            insert.setLong(3, hold.toMillis());
            insert.executeUpdate();
        }
    }

    private static boolean isHead(Connection connection, LeaseKey key, long delivery) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT delivery FROM strapi_webhook_work"
                        + " WHERE document = ? AND handler = ? ORDER BY document, handler, sequence, created_at, delivery LIMIT 1")) {
            select.setString(1, key.document());
            select.setString(2, key.handler());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) == delivery;
            }
        }
    }

    private static void makeDue(Connection connection, LeaseKey key, Duration hold) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE strapi_webhook_lease SET due = " + LATER + " WHERE document = ? AND handler = ?")) {
            update.setLong(1, hold.toMillis());
            update.setString(2, key.document());
            update.setString(3, key.handler());
            update.executeUpdate();
        }
    }

    static List<LeaseKey> due(Connection connection, InboxSql.Claim claim) throws SQLException {
        List<LeaseKey> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT document, handler FROM strapi_webhook_lease"
                + " WHERE due <= CURRENT_TIMESTAMP AND handler = ANY (?) AND (tries = 0 OR ?)"
                + " AND (owner IS NULL OR ?) ORDER BY due LIMIT ?")) {
            select.setObject(1, claim.handlers().toArray());
            select.setBoolean(2, claim.suspects());
            select.setBoolean(3, claim.takeOver());
            select.setInt(4, claim.most() + claim.inHand().size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && due.size() < claim.most()) {
                    LeaseKey key = new LeaseKey(row.getString(1), row.getString(2));
                    if (!claim.inHand().contains(key)) {
                        due.add(key);
                    }
                }
            }
        }
        return due;
    }

    static InboxSql.Claimed take(Connection connection, LeaseKey key, InboxSql.Claim claim) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "SELECT fence, tries FROM FINAL TABLE"
                        + " (UPDATE strapi_webhook_lease SET due = " + LATER + ", owner = ?,"
                        + " fence = NEXT VALUE FOR strapi_webhook_fence, tries = tries + 1 WHERE document = ? AND handler = ?)")) {
            update.setLong(1, claim.lease().toMillis());
            update.setString(2, claim.owner());
            update.setString(3, key.document());
            update.setString(4, key.handler());
            try (ResultSet row = update.executeQuery()) {
                boolean unused = row.next();
                return new InboxSql.Claimed(key, row.getLong("fence"), row.getInt("tries"));
            }
        }
    }

    static List<WorkItem> run(Connection connection, DocumentLease lease, int most) throws SQLException {
        List<WorkItem> items = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT w.document, w.handler, w.sequence,"
                + " w.created_at, w.delivery, w.attempts, w.due <= CURRENT_TIMESTAMP AS ready,"
                + " k.sequence AS mark_sequence, k.created_at AS mark_created_at, k.delivery AS mark_delivery, "
                + DeliveryRecord.COLUMNS
                + " FROM strapi_webhook_work w JOIN strapi_webhook_delivery d ON d.id = w.delivery"
                + " LEFT JOIN strapi_webhook_mark k ON k.document = w.document AND k.handler = w.handler"
                + " WHERE w.document = ? AND w.handler = ?"
                + " AND (w.sequence, w.created_at, w.delivery) > (?, ?, ?)"
                + " ORDER BY w.sequence, w.created_at, w.delivery LIMIT ?")) {
            WorkRows.setThis(select, lease.key(), lease.handled());
            select.setInt(6, most);
            long bytes = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && isReady(row, items) && bytes < WorkRows.MOST_BYTES) {
                    int tries = items.isEmpty() ? lease.tries() : 1;
                    items.add(WorkRows.item(row, row.getInt("attempts") + tries));
                    bytes += row.getBytes("body").length;
                }
            }
        }
        return items;
    }

    /** A delivery that its sender has counted waits for no other when the one before it is done, or comes right before it. */
    private static boolean isReady(ResultSet row, List<WorkItem> before) throws SQLException {
        long sequence = row.getLong("sequence");
        long previous = before.isEmpty()
                ? row.getLong("mark_sequence")
                : before.get(before.size() - 1).position().sequence();
        return row.getBoolean("ready") || (row.getInt("attempts") == 0 && sequence > 1 && sequence - 1 == previous);
    }

    static boolean isHeld(Connection connection, DocumentLease lease) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM strapi_webhook_lease" + IS_LEASE)) {
            setLease(select, 1, lease);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static boolean retry(Connection connection, Ending ending, WorkItem item) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE strapi_webhook_work SET attempts = ?, due = " + LATER
                        + ", error = ? WHERE document = ? AND handler = ? AND delivery = ?")) {
            update.setInt(1, item.attempt());
            update.setLong(2, ending.pause().toMillis());
            update.setString(3, ending.error());
            update.setString(4, item.key().document());
            update.setString(5, item.key().handler());
            update.setLong(6, item.id());
            return update.executeUpdate() == 1;
        }
    }

    /** Only forward: a delivery that came late does not move it back. */
    static void mark(Connection connection, LeaseKey key, Position position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT sequence, created_at, delivery FROM"
                + " strapi_webhook_mark WHERE document = ? AND handler = ?")) {
            select.setString(1, key.document());
            select.setString(2, key.handler());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Position before =
                            new Position(row.getLong(1), row.getObject(2, OffsetDateTime.class), row.getLong(3));
                    if (before.compareTo(position) >= 0) {
                        return;
                    }
                }
            }
        }
        try (PreparedStatement merge = connection.prepareStatement(
                "MERGE INTO strapi_webhook_mark"
                        + " (document, handler, sequence, created_at, delivery) KEY (document, handler) VALUES (?, ?, ?, ?, ?)")) {
            WorkRows.setThis(merge, key, position);
            merge.executeUpdate();
        }
    }

    static void bury(Connection connection, Ending ending, WorkItem item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO strapi_webhook_dead_letter"
                        + " (delivery, handler, document, died_at, attempts, error) VALUES (?, ?, ?, CURRENT_TIMESTAMP, ?, ?)")) {
            insert.setLong(1, item.id());
            insert.setString(2, item.key().handler());
            insert.setString(3, item.key().document());
            insert.setInt(4, item.attempt());
            insert.setString(5, ending.error());
            insert.executeUpdate();
        }
    }

    static void giveBack(Connection connection, Ending ending) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM strapi_webhook_lease" + IS_LEASE
                + " AND NOT EXISTS (SELECT 1 FROM strapi_webhook_work w WHERE w.document = ? AND w.handler = ?)")) {
            setLease(delete, 1, ending.lease());
            delete.setString(4, ending.lease().key().document());
            delete.setString(5, ending.lease().key().handler());
            if (delete.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE strapi_webhook_lease SET owner = NULL,"
                + " tries = ?, due = (SELECT " + WorkRows.HEAD_DUE
                + " FROM strapi_webhook_work w WHERE w.document = ? AND w.handler = ?"
                + " ORDER BY w.sequence, w.created_at, w.delivery LIMIT 1)" + IS_LEASE)) {
            update.setInt(1, ending.tries());
            update.setString(2, ending.lease().key().document());
            update.setString(3, ending.lease().key().handler());
            setLease(update, 4, ending.lease());
            update.executeUpdate();
        }
    }
}
