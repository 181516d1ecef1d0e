package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/** PostgreSQL, for production and for many receivers. */
final class PostgresDatabase implements Database {
    /** Names an advisory lock. */
    private static final long SCHEMA_LOCK = 0x5374726170690001L;

    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public void lockSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
        }
    }

    @Override
    public boolean claim(Connection connection, byte[] key, long keepForMillis, String token) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement("""
                INSERT INTO strapi_webhook_claim AS held (replay_key, ends_at, token)
                VALUES (?, CURRENT_TIMESTAMP + ? * INTERVAL '1 millisecond', ?)
                ON CONFLICT (replay_key) DO UPDATE SET ends_at = excluded.ends_at, token = excluded.token
                WHERE held.ends_at < CURRENT_TIMESTAMP""")) {
            claim.setBytes(1, key);
            claim.setLong(2, keepForMillis);
            claim.setString(3, token);
            return claim.executeUpdate() == 1;
        }
    }

    @Override
    public String insertDelivery() {
        return "INSERT INTO " + STORED + " ON CONFLICT (replay_key) DO NOTHING";
    }

    @Override
    public String takeNext() {
        return TAKE + " RETURNING " + TAKEN;
    }

    @Override
    public void wake(Connection connection, Map<String, Instant> documents, int timeoutSeconds) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO strapi_webhook_task AS known (task_name, task_instance, execution_time, picked, version)
                VALUES (?, ?, ?, FALSE, ?)
                ON CONFLICT (task_name, task_instance) DO UPDATE SET version = known.version""")) {
            limit(upsert, timeoutSeconds);
            for (Map.Entry<String, Instant> document : documents.entrySet()) {
                upsert.setString(1, DocumentTask.NAME);
                upsert.setString(2, document.getKey());
                upsert.setObject(3, DeliveryRow.time(document.getValue()));
                upsert.setLong(4, System.currentTimeMillis()); // never a version that the document has had
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    @Override
    public String ignoringDuplicates() {
        return " ON CONFLICT DO NOTHING";
    }

    @Override
    public void limit(Statement statement, int seconds) throws SQLException {
        statement.setQueryTimeout(seconds);
    }

    @Override
    public boolean countsBatches() {
        return true;
    }

    @Override
    public boolean isRemote() {
        return true;
    }
}
