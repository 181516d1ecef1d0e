package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes deliveries, and wakes the documents they belong to, in one transaction. Thread-safe. */
final class DeliveryWriter {
    private static final int ATTEMPTS = 3;

    private final Transactions transactions;
    private final Database database;
    private final Duration orderingDelay;
    private final DeliveryInsert insert;

    DeliveryWriter(Transactions transactions, Database database, Duration orderingDelay, Duration timeout) {
        this.transactions = transactions;
        this.database = database;
        this.orderingDelay = orderingDelay;
        this.insert = new DeliveryInsert(database, timeout);
    }

    /** Writes a group with one commit. Where that fails because of one of them, each is written alone. */
    void write(List<GroupCommit.Waiting> group) {
        try {
            writeTogether(group);
        } catch (SQLException e) {
            if (group.size() == 1 || SqlStates.isHopeless(e)) {
                group.forEach(waiting -> waiting.fail(e));
            } else {
                writeEach(group);
            }
        }
    }

    private void writeEach(List<GroupCommit.Waiting> group) {
        SQLException hopeless = null;
        for (GroupCommit.Waiting waiting : group) {
            if (hopeless != null) {
                waiting.fail(hopeless); // others wait, and it would only take as long again
                continue;
            }
            try {
                writeTogether(List.of(waiting));
            } catch (SQLException e) {
                waiting.fail(e);
                hopeless = SqlStates.isHopeless(e) ? e : null;
            }
        }
    }

    private void writeTogether(List<GroupCommit.Waiting> group) throws SQLException {
        // Two receivers that lock in the same order cannot wait for each other.
        List<GroupCommit.Waiting> ordered = group.stream()
                .sorted(Comparator.comparing(waiting -> waiting.row().keyHex()))
                .toList();
        boolean[] stored =
                writeAll(ordered.stream().map(GroupCommit.Waiting::row).toList());
        for (int i = 0; i < stored.length; i++) {
            ordered.get(i).succeed(stored[i]);
        }
    }

    private boolean[] writeAll(List<DeliveryRow> rows) throws SQLException {
        boolean brokenBefore = false;
        for (int attempt = 1; ; attempt++) {
            try {
                boolean lookCloser = brokenBefore;
                return transactions.inOne(connection -> written(connection, rows, lookCloser));
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

    private boolean[] written(Connection connection, List<DeliveryRow> rows, boolean lookCloser) throws SQLException {
        boolean[] stored = insert.insert(connection, rows);
        Map<String, Instant> due = new TreeMap<>(); // sorted, for the same reason as the deliveries
        for (int i = 0; i < stored.length; i++) {
            DeliveryRow row = rows.get(i);
            if (stored[i]) {
                due.putIfAbsent(row.document(), row.receivedAt().plus(orderingDelay));
            } else if (lookCloser) {
                stored[i] = isOurs(connection, row);
            }
        }
        if (!due.isEmpty()) {
            database.wake(connection, due, insert.timeoutSeconds());
        }
        return stored;
    }

    /** Whether the row that is there is the one that a broken connection has left, and not an earlier copy. */
    private static boolean isOurs(Connection connection, DeliveryRow row) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT received_at FROM strapi_webhook_delivery WHERE replay_key = ?")) {
            select.setBytes(1, row.key());
            try (ResultSet found = select.executeQuery()) {
                return found.next()
                        && found.getObject(1, OffsetDateTime.class).toInstant().equals(row.receivedAt());
            }
        }
    }
}
