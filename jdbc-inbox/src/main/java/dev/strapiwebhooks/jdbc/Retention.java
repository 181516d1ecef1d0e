package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what was kept for long enough. All receivers do it; what one is at, the others pass over. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final int CHUNK = 1000;
    private static final String MARKS = """
            SELECT k.document, k.handler, k.sequence, k.created_at, k.delivery,
              NOT EXISTS (SELECT 1 FROM strapi_webhook_delivery d WHERE d.id = k.delivery)
                AND NOT EXISTS (SELECT 1 FROM strapi_webhook_dead_letter l WHERE l.document = k.document)
              OR EXISTS (SELECT 1 FROM strapi_webhook_mark n WHERE n.document = k.document AND n.handler = k.handler
                AND (n.sequence, n.created_at, n.delivery) > (k.sequence, k.created_at, k.delivery)) AS ended
            FROM strapi_webhook_mark k
            WHERE (k.document, k.handler, k.sequence, k.created_at, k.delivery) > (?, ?, ?, ?, ?)
            ORDER BY k.document, k.handler, k.sequence, k.created_at, k.delivery LIMIT %d""".formatted(CHUNK);

    private final Transactions transactions;
    private final InboxSql sql;
    private final Duration deliveries;
    private final @Nullable Duration deadLetters;

    Retention(InboxParts parts, DurableInboxBuilder settings) {
        this.transactions = parts.transactions();
        this.sql = parts.sql();
        this.deliveries = settings.retention();
        this.deadLetters = settings.deadLetterRetention();
    }

    /** Goes through all once. */
    void deleteOld(CountDownLatch ended) throws SQLException {
        if (deadLetters != null) {
            deleteDeadLetters(deadLetters);
        }
        long from = 0;
        while (from >= 0 && ended.getCount() > 0) {
            from = deleteDeliveries(from);
        }
        Optional<Place> mark = Optional.of(new Place(new LeaseKey("", ""), Position.START));
        while (mark.isPresent() && ended.getCount() > 0) {
            mark = deleteMarks(mark.get());
        }
    }

    private void deleteDeadLetters(Duration keep) throws SQLException {
        List<Long> dropped = transactions.inOne(connection -> {
            List<Long> old = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT delivery, handler FROM"
                            + " strapi_webhook_dead_letter WHERE died_at < " + sql.ago() + " LIMIT " + CHUNK);
                    PreparedStatement delete = connection.prepareStatement(
                            "DELETE FROM strapi_webhook_dead_letter WHERE delivery = ? AND handler = ?")) {
                select.setLong(1, keep.toMillis());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        delete.setLong(1, row.getLong(1));
                        delete.setString(2, row.getString(2));
                        if (delete.executeUpdate() == 1) {
                            old.add(row.getLong(1));
                        }
                    }
                }
            }
            return old;
        });
        if (!dropped.isEmpty()) {
            LOG.warn("Dead letters older than {} were dropped: deliveries {}", keep, dropped);
        }
    }

    /** Where to go on; -1 at the end. Numbers grow with time, so behind the first that is young there is none that is old. */
    private long deleteDeliveries(long from) throws SQLException {
        List<Long> old = new ArrayList<>();
        boolean more = transactions.single(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT id, stored_at < " + sql.ago()
                    + " FROM strapi_webhook_delivery WHERE id > ? ORDER BY id LIMIT " + CHUNK)) {
                select.setLong(1, deliveries.toMillis());
                select.setLong(2, from);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next() && row.getBoolean(2)) {
                        old.add(row.getLong(1));
                    }
                }
                return old.size() == CHUNK;
            }
        });
        if (!old.isEmpty()) {
            int unused = transactions.inOne(connection -> delete(connection, old));
        }
        return more ? old.get(CHUNK - 1) : -1;
    }

    /** Locks first and looks in a statement behind it: a delivery may be given to a new handler just now. */
    private int delete(Connection connection, List<Long> old) throws SQLException {
        List<Long> locked = sql.lockToDelete(connection, old);
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM strapi_webhook_delivery d WHERE id = ANY (?)"
                        + " AND NOT EXISTS (SELECT 1 FROM strapi_webhook_work w WHERE w.document = d.document AND w.delivery = d.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM strapi_webhook_dead_letter l WHERE l.delivery = d.id)")) {
            delete.setArray(1, connection.createArrayOf("BIGINT", locked.toArray()));
            return delete.executeUpdate();
        }
    }

    /** Marks of documents whose deliveries are gone, and those that a later one has replaced. Where to go on; empty at the end. */
    private Optional<Place> deleteMarks(Place from) throws SQLException {
        return transactions.single(connection -> {
            List<Place> seen = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(MARKS);
                    PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM strapi_webhook_mark" + WorkRows.THIS)) {
                WorkRows.setThis(select, from.key(), from.position());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        LeaseKey key = new LeaseKey(row.getString("document"), row.getString("handler"));
                        Place place = new Place(key, WorkRows.position(row));
                        seen.add(place);
                        if (row.getBoolean("ended")) {
                            WorkRows.setThis(delete, key, place.position()); // unless it has moved on
                            delete.executeUpdate();
                        }
                    }
                }
            }
            return seen.size() == CHUNK ? Optional.of(seen.get(CHUNK - 1)) : Optional.empty();
        });
    }

    private record Place(LeaseKey key, Position position) {}
}
