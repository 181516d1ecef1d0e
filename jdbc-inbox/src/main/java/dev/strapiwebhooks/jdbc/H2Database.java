package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/**
 * H2, in a file of one receiver. Rows are updated, and inserted where there is none: an UPDATE looks again at a row that
 * another transaction has just changed.
 */
final class H2Database implements Database {
    @Override
    public String folder() {
        return "h2";
    }

    @Override
    public void lockSchema(Connection connection) {
        // the file belongs to one process
    }

    @Override
    public boolean claim(Connection connection, byte[] key, long keepForMillis, String token) throws SQLException {
        try (PreparedStatement renew = connection.prepareStatement("""
                        UPDATE strapi_webhook_claim
                        SET ends_at = DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP), token = ? WHERE replay_key = ? AND ends_at < CURRENT_TIMESTAMP""");
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO strapi_webhook_claim (ends_at, token, replay_key)
                        VALUES (DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP), ?, ?)""")) {
            return changesOne(renew, key, keepForMillis, token) || changesOne(insert, key, keepForMillis, token);
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public String insertDelivery() {
        return "INSERT INTO " + STORED;
    }

    @Override
    public String takeNext() {
        return "SELECT " + TAKEN + " FROM FINAL TABLE (" + TAKE + ") d";
    }

    @Override
    public void wake(Connection connection, Map<String, Instant> documents, int timeoutSeconds) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(
                        "UPDATE strapi_webhook_task SET version = version WHERE task_name = ? AND task_instance = ?");
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO strapi_webhook_task (task_name, task_instance, execution_time, picked, version)
                        VALUES (?, ?, ?, FALSE, ?)""")) {
            for (Map.Entry<String, Instant> document : documents.entrySet()) {
                hold.setString(1, DocumentTask.NAME);
                hold.setString(2, document.getKey());
                if (hold.executeUpdate() == 0) {
                    insert.setString(1, DocumentTask.NAME);
                    insert.setString(2, document.getKey());
                    insert.setObject(3, DeliveryRow.time(document.getValue()));
                    insert.setLong(4, System.currentTimeMillis()); // never a version that the document has had
                    insert.executeUpdate();
                }
            }
        }
    }

    @Override
    public String ignoringDuplicates() {
        return "";
    }

    @Override
    public void limit(Statement statement, int seconds) {
        // H2 would keep the limit for the connection, and for whoever has it next
    }

    @Override
    public boolean countsBatches() {
        return false;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    private static boolean changesOne(PreparedStatement statement, byte[] key, long keepForMillis, String token)
            throws SQLException {
        statement.setLong(1, keepForMillis);
        statement.setString(2, token);
        statement.setBytes(3, key);
        return statement.executeUpdate() == 1;
    }
}
