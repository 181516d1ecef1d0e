package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Inserts deliveries, and tells which of them were new. Thread-safe. */
final class DeliveryInsert {
    private final Database database;
    private final int timeoutSeconds;
    /** Set when a driver turns out to join the rows of a batch, and cannot say which of them were new. */
    private volatile boolean oneByOne;

    DeliveryInsert(Database database, Duration timeout) {
        this.database = database;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
        this.oneByOne = !database.countsBatches();
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    boolean[] insert(Connection connection, List<DeliveryRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(database.insertDelivery())) {
            database.limit(insert, timeoutSeconds);
            boolean[] stored = new boolean[rows.size()];
            if (oneByOne || rows.size() == 1) {
                for (int i = 0; i < stored.length; i++) {
                    stored[i] = isNew(insert, rows.get(i));
                }
            } else {
                int[] counts = batch(insert, rows);
                for (int i = 0; i < stored.length; i++) {
                    stored[i] = isOne(counts[i]);
                }
            }
            return stored;
        }
    }

    private static int[] batch(PreparedStatement insert, List<DeliveryRow> rows) throws SQLException {
        for (DeliveryRow row : rows) {
            row.writeTo(insert);
            insert.addBatch();
        }
        return insert.executeBatch();
    }

    private static boolean isNew(PreparedStatement insert, DeliveryRow row) throws SQLException {
        try {
            row.writeTo(insert);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                return false; // H2, where a failed statement leaves the transaction as it was
            }
            throw e;
        }
    }

    private boolean isOne(int count) throws SQLException {
        if (count == Statement.SUCCESS_NO_INFO) {
            oneByOne = true;
            throw new SQLException("the driver does not count the rows of a batch", SqlStates.TRY_AGAIN);
        }
        return count == 1;
    }
}
