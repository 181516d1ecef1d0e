package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H2, in a file of one receiver. Rows are updated, and inserted where there is none: an UPDATE looks again at a row that
 * another transaction has just changed.
 */
final class H2Database implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(H2Database.class);
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    /** 2.5.252 waits for ever for a transaction that a kill has left behind; 2.4.240 does not. */
    static H2Database of(DatabaseMetaData metaData) throws SQLException {
        warnAbout(metaData.getDatabaseProductVersion());
        return new H2Database();
    }

    static void warnAbout(String version) {
        boolean waitsForGhosts = version.startsWith("2.5.");
        if (waitsForGhosts && WARNED.compareAndSet(false, true)) {
            LOG.warn(
                    "H2 {} can block a document for ever after this process was killed; use H2 2.4.240, or PostgreSQL",
                    version);
        }
    }

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
    public OptionalLong store(Connection connection, DeliveryRow row, Instant due, int timeoutSeconds)
            throws SQLException {
        // No limit for a statement: H2 would keep it for the connection, and for whoever has that next.
        OptionalLong number;
        try (PreparedStatement insert =
                connection.prepareStatement("SELECT id FROM FINAL TABLE (INSERT INTO " + STORED + ")")) {
            number = insert(insert, row);
        }
        if (number.isPresent()) {
            wake(connection, row.document(), due);
        }
        return number;
    }

    private static OptionalLong insert(PreparedStatement insert, DeliveryRow row) throws SQLException {
        row.writeTo(insert);
        try (ResultSet inserted = insert.executeQuery()) {
            return inserted.next() ? OptionalLong.of(inserted.getLong("id")) : OptionalLong.empty();
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                return OptionalLong.empty(); // a failed statement leaves the transaction as it was
            }
            throw e;
        }
    }

    @Override
    public boolean storesWithOneStatement() {
        return false;
    }

    @Override
    public String takeNext() {
        return "SELECT " + TAKEN + " FROM FINAL TABLE (" + TAKE + ") d";
    }

    @Override
    public void wake(Connection connection, String document, Instant due) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(
                "UPDATE strapi_webhook_task SET version = version WHERE task_name = ? AND task_instance = ?")) {
            hold.setString(1, DocumentTask.NAME);
            hold.setString(2, document);
            if (hold.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO strapi_webhook_task (task_name, task_instance, execution_time, picked, version)"
                        + " VALUES (?, ?, ?, FALSE, ?)")) {
            insert.setString(1, DocumentTask.NAME);
            insert.setString(2, document);
            insert.setObject(3, DeliveryRow.time(due));
            insert.setLong(4, DocumentTask.firstVersion());
            insert.executeUpdate();
        }
    }

    @Override
    public String ignoringDuplicates() {
        return "";
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
