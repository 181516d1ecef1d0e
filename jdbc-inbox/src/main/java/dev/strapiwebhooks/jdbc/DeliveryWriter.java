package dev.strapiwebhooks.jdbc;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
                return transactions.inOne(connection -> writeOne(connection, row));
            } catch (DuplicateDeliveryException e) {
                return false;
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
        // Two receivers that lock in the same order cannot wait for each other.
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        order.sort(comparing(i -> rows.get(i).keyHex()));
        return transactions.inOne(connection -> {
            boolean[] stored = new boolean[rows.size()];
            int[] counts = insertAll(connection, order.stream().map(rows::get).toList());
            for (int i = 0; i < counts.length; i++) {
                stored[order.get(i)] = isOne(counts[i]);
            }
            database.wake(connection, dueByDocument(rows, stored));
            return stored;
        });
    }

    private boolean writeOne(Connection connection, DeliveryRow row) throws SQLException {
        boolean stored;
        try (PreparedStatement insert = prepared(connection, database.insertDelivery())) {
            row.writeTo(insert);
            stored = insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw SqlStates.isDuplicate(e) ? new DuplicateDeliveryException(e) : e;
        }
        if (stored) {
            database.wake(connection, dueByDocument(List.of(row), new boolean[] {true}));
        }
        return stored;
    }

    private int[] insertAll(Connection connection, List<DeliveryRow> rows) throws SQLException {
        try (PreparedStatement insert = prepared(connection, database.insertDelivery())) {
            for (DeliveryRow row : rows) {
                row.writeTo(insert);
                insert.addBatch();
            }
            return insert.executeBatch();
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

    /** The delivery is there already; nothing else in the transaction can be it. */
    private static final class DuplicateDeliveryException extends SQLException {
        private static final long serialVersionUID = 1L;

        DuplicateDeliveryException(SQLException cause) {
            super(cause);
        }
    }
}
