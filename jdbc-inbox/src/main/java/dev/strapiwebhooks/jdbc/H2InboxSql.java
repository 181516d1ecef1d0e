package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The protocol on H2. Each transaction begins with a lock on the one row of the schema's version, so they come one after the
 * other, and none of the races of PostgreSQL's row locks can happen. H2 writes with one thread at a time anyway.
 */
final class H2InboxSql implements InboxSql {
    private final Transactions transactions;

    H2InboxSql(Transactions transactions) {
        this.transactions = transactions;
    }

    private <T> T alone(Transactions.Work<T> work) throws SQLException {
        return transactions.inOne(connection -> {
            lockOutStoring(connection);
            return work.on(connection);
        });
    }

    @Override
    public void lockOutStoring(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                        connection.prepareStatement("SELECT version FROM strapi_webhook_schema FOR UPDATE");
                ResultSet row = lock.executeQuery()) {
            boolean unused = row.next();
        }
    }

    @Override
    public Map<String, Long> store(List<NewDelivery> deliveries, Duration within) throws SQLException {
        return alone(connection -> {
            Map<String, Long> stored = new HashMap<>();
            Set<String> handlers = HandlerRegistry.names(connection);
            for (NewDelivery delivery : deliveries) {
                long id = insert(connection, delivery);
                if (id >= 0) {
                    stored.put(delivery.token(), id);
                    for (String handler : handlers) {
                        LeaseKey key = new LeaseKey(delivery.document(), handler);
                        boolean follows =
                                delivery.sequence() > 1 && H2Rows.followsMark(connection, key, delivery.sequence());
                        Duration hold = follows ? Duration.ZERO : delivery.hold();
                        H2Rows.insertWork(connection, id, handler, hold);
                        H2Rows.wake(connection, key, hold, id);
                    }
                }
            }
            return stored;
        });
    }

    private static long insert(Connection connection, NewDelivery delivery) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                SELECT id FROM FINAL TABLE (INSERT INTO strapi_webhook_delivery (replay_key, token, document, endpoint, key_name,
                event, uid, document_id, locale, sequence, created_at, received_at, headers, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))""")) {
            insert.setBytes(1, delivery.keyBytes());
            insert.setString(2, delivery.token());
            insert.setString(3, delivery.document());
            int index = 4;
            for (String text : delivery.texts()) {
                insert.setString(index++, text);
            }
            insert.setLong(10, delivery.sequence());
            insert.setObject(11, delivery.createdAt());
            insert.setObject(12, delivery.receivedAt());
            insert.setString(13, delivery.headers());
            insert.setBytes(14, delivery.body());
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                return -1; // a failed statement leaves the transaction as it was
            }
            throw e;
        }
    }

    @Override
    public List<Claimed> claim(Claim claim) throws SQLException {
        if (!untilNext(claim.handlers(), Duration.ofMillis(1)).isZero()) {
            return List.of(); // a lock is a write, and writes are flushed
        }
        return alone(connection -> {
            List<Claimed> claimed = new ArrayList<>();
            for (LeaseKey key : H2Rows.due(connection, claim)) {
                claimed.add(H2Rows.take(connection, key, claim));
            }
            return claimed;
        });
    }

    @Override
    public Duration untilNext(Set<String> handlers, Duration atMost) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement ask = connection.prepareStatement("""
                    SELECT DATEDIFF(MILLISECOND, CURRENT_TIMESTAMP, due) FROM strapi_webhook_lease
                    WHERE handler = ANY (?) ORDER BY due LIMIT 1""")) {
                ask.setObject(1, handlers.toArray());
                try (ResultSet row = ask.executeQuery()) {
                    return row.next() ? WorkRows.limited(row.getLong(1), atMost) : atMost;
                }
            }
        });
    }

    @Override
    public void release(String owner, Collection<LeaseKey> inHand) throws SQLException {
        int unused = alone(connection -> WorkRows.release(connection, owner, inHand));
    }

    @Override
    public List<WorkItem> read(Collection<DocumentLease> leases, int most) throws SQLException {
        return transactions.single(connection -> {
            List<WorkItem> items = new ArrayList<>();
            for (DocumentLease lease : leases) {
                items.addAll(H2Rows.run(connection, lease, lease.tries() > 1 ? 1 : most));
            }
            return items;
        });
    }

    @Override
    public Set<LeaseKey> renew(Collection<DocumentLease> leases, Duration length) throws SQLException {
        return alone(connection -> {
            Set<LeaseKey> renewed = new HashSet<>();
            try (PreparedStatement update = connection.prepareStatement("UPDATE strapi_webhook_lease SET due = "
                    + H2Rows.LATER + " WHERE document = ? AND handler = ? AND fence = ? AND owner IS NOT NULL")) {
                for (DocumentLease lease : leases) {
                    update.setLong(1, length.toMillis());
                    H2Rows.setLease(update, 2, lease);
                    if (update.executeUpdate() == 1) {
                        renewed.add(lease.key());
                    }
                }
            }
            return renewed;
        });
    }

    @Override
    public Set<LeaseKey> stillHeld(Collection<DocumentLease> leases) throws SQLException {
        return transactions.single(connection -> {
            Set<LeaseKey> held = new HashSet<>();
            for (DocumentLease lease : leases) {
                if (H2Rows.isHeld(connection, lease)) {
                    held.add(lease.key());
                }
            }
            return held;
        });
    }

    @Override
    public Set<LeaseKey> end(List<Ending> endings) throws SQLException {
        return alone(connection -> {
            Set<LeaseKey> written = new HashSet<>();
            for (Ending ending : endings) {
                if (!H2Rows.isHeld(connection, ending.lease())) {
                    continue;
                }
                if (ending.item() != null && write(connection, ending, requireNonNull(ending.item()))) {
                    written.add(ending.lease().key());
                }
                if (ending.last()) {
                    H2Rows.giveBack(connection, ending);
                }
            }
            return written;
        });
    }

    private static boolean write(Connection connection, Ending ending, WorkItem item) throws SQLException {
        LeaseKey key = ending.lease().key();
        if (ending.outcome() == Ending.Outcome.RETRY) {
            return H2Rows.retry(connection, ending, item);
        }
        if (!WorkRows.remove(connection, key, item.position())) {
            return false;
        }
        if (ending.outcome() == Ending.Outcome.DONE) {
            H2Rows.mark(connection, key, item.position());
        } else {
            H2Rows.bury(connection, ending, item);
        }
        return true;
    }

    @Override
    public boolean isPending(WorkItem item) throws SQLException {
        return transactions.single(connection -> WorkRows.isPending(connection, item));
    }

    /** Whoever removes the row second waits for the first, so the lease need not be locked, and senders need not wait. */
    @Override
    public boolean removeIn(Connection connection, DocumentLease lease, WorkItem item, Duration idleLimit)
            throws SQLException {
        if (!H2Rows.isHeld(connection, lease) || !WorkRows.remove(connection, lease.key(), item.position())) {
            return false;
        }
        H2Rows.mark(connection, lease.key(), item.position());
        return true;
    }

    @Override
    public void beAlone(Connection connection) throws SQLException {
        lockOutStoring(connection);
    }

    @Override
    public void revive(Connection connection, LeaseKey key, Position position) throws SQLException {
        lockOutStoring(connection);
        WorkRows.insert(connection, key, position);
        H2Rows.wake(connection, key, Duration.ZERO, position.delivery());
    }

    @Override
    public long fill(Connection connection, String handler, long from, long to, int most) throws SQLException {
        lockOutStoring(connection);
        long last = -1;
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT id, document, sequence, created_at FROM strapi_webhook_delivery
                WHERE id > ? AND id <= ? AND body IS NOT NULL ORDER BY id LIMIT ?""")) {
            select.setLong(1, from);
            select.setLong(2, to);
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = row.getLong("id");
                    LeaseKey key = new LeaseKey(row.getString("document"), handler);
                    OffsetDateTime createdAt = row.getObject("created_at", OffsetDateTime.class);
                    WorkRows.insert(connection, key, new Position(row.getLong("sequence"), createdAt, last));
                    H2Rows.wake(connection, key, Duration.ZERO, last);
                }
            }
        }
        return last;
    }

    @Override
    public String ago() {
        return "DATEADD(MILLISECOND, -CAST(? AS BIGINT), CURRENT_TIMESTAMP)";
    }

    @Override
    public List<Long> lockToDelete(Connection connection, List<Long> deliveries) throws SQLException {
        lockOutStoring(connection);
        return deliveries;
    }
}
