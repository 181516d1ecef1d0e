package dev.strapiwebhooks.jdbc;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Writes deliveries, and wakes the documents they belong to, in one transaction. Thread-safe. */
final class DeliveryWriter {
    private static final int ATTEMPTS = 3;

    private final Transactions transactions;
    private final Database database;
    private final Duration orderingDelay;
    private final int timeoutSeconds;

    DeliveryWriter(Transactions transactions, Database database, Duration orderingDelay, Duration timeout) {
        this.transactions = transactions;
        this.database = database;
        this.orderingDelay = orderingDelay;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    /** Writes one. False when it is there already. */
    boolean write(DeliveryRow row) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeAll(List.of(row))[0];
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !SqlStates.isWorthAnotherTry(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Writes many, which costs one commit.
     *
     * @return for each row whether it was new
     * @throws SQLException when they cannot be written together; then none of them is, and each may be written alone
     */
    boolean[] writeAll(List<DeliveryRow> rows) throws SQLException {
        try {
            return transactions.inOne(connection -> inserted(connection, rows));
        } catch (SQLException e) {
            if (!SqlStates.isBrokenConnection(e)) {
                throw e;
            }
        }
        boolean[] stored = transactions.inOne(connection -> inserted(connection, rows));
        // What was there already may be the work of the broken connection. It is stored, whoever did it.
        Arrays.fill(stored, true);
        return stored;
    }

    private boolean[] inserted(Connection connection, List<DeliveryRow> rows) throws SQLException {
        boolean[] stored =
                rows.size() == 1 ? new boolean[] {insertOne(connection, rows.get(0))} : insertAll(connection, rows);
        Map<String, Instant> due = dueByDocument(rows, stored);
        if (!due.isEmpty()) {
            database.wake(connection, due);
        }
        return stored;
    }

    private boolean insertOne(Connection connection, DeliveryRow row) throws SQLException {
        try (PreparedStatement insert = prepared(connection, database.insertDelivery())) {
            row.writeTo(insert);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                return false; // H2, where a failed statement leaves the transaction as it was
            }
            throw e;
        }
    }

    /** In the order of their keys: two receivers that lock in the same order cannot wait for each other. */
    private boolean[] insertAll(Connection connection, List<DeliveryRow> rows) throws SQLException {
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(comparing(i -> rows.get(i).keyHex()))
                .toList();
        try (PreparedStatement insert = prepared(connection, database.insertDelivery())) {
            for (int i : order) {
                rows.get(i).writeTo(insert);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            boolean[] stored = new boolean[rows.size()];
            for (int i = 0; i < counts.length; i++) {
                stored[order.get(i)] = isOne(counts[i]);
            }
            return stored;
        }
    }

    /** Sorted, for the same reason as the deliveries. */
    private Map<String, Instant> dueByDocument(List<DeliveryRow> rows, boolean[] stored) {
        Map<String, Instant> due = new TreeMap<>();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i]) {
                DeliveryRow row = rows.get(i);
                due.putIfAbsent(row.document(), row.receivedAt().plus(orderingDelay));
            }
        }
        return due;
    }

    private PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(timeoutSeconds);
        return statement;
    }

    /** A driver that joins the rows of a batch cannot say which of them were new. */
    private static boolean isOne(int count) throws SQLException {
        if (count == Statement.SUCCESS_NO_INFO) {
            throw new SQLException("the driver does not count the rows of a batch");
        }
        return count == 1;
    }
}
