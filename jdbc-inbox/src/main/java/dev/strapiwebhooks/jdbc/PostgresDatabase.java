package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.OptionalLong;

/** PostgreSQL, for production and for many receivers. */
final class PostgresDatabase implements Database {
    /** Names an advisory lock. */
    private static final long SCHEMA_LOCK = 0x5374726170690001L;

    private static final String WAKE =
            "INSERT INTO strapi_webhook_task AS known (task_name, task_instance, execution_time, picked, version) ";
    /** Changes nothing, and holds the row. */
    private static final String UNLESS_AWAKE =
            " ON CONFLICT (task_name, task_instance) DO UPDATE SET version = known.version";
    /** One statement, and so one trip. It has one row when the delivery is new. */
    private static final String STORE = "WITH stored AS (INSERT INTO " + STORED
            + " ON CONFLICT (replay_key) DO NOTHING RETURNING id, document), awake AS ("
            + WAKE + "SELECT ?, document, ?, FALSE, ? FROM stored" + UNLESS_AWAKE
            + " RETURNING task_instance) SELECT id FROM stored JOIN awake ON task_instance = document";

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
    public OptionalLong store(Connection connection, DeliveryRow row, Instant due, int timeoutSeconds)
            throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setQueryTimeout(timeoutSeconds);
            row.writeTo(store);
            store.setString(DeliveryRow.PARAMETERS + 1, DocumentTask.NAME);
            store.setObject(DeliveryRow.PARAMETERS + 2, DeliveryRow.time(due));
            store.setLong(DeliveryRow.PARAMETERS + 3, DocumentTask.firstVersion());
            try (ResultSet stored = store.executeQuery()) {
                return stored.next() ? OptionalLong.of(stored.getLong("id")) : OptionalLong.empty();
            }
        }
    }

    @Override
    public boolean storesWithOneStatement() {
        return true;
    }

    @Override
    public String takeNext() {
        return TAKE + " RETURNING " + TAKEN;
    }

    @Override
    public void wake(Connection connection, String document, Instant due) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(WAKE + "VALUES (?, ?, ?, FALSE, ?)" + UNLESS_AWAKE)) {
            upsert.setString(1, DocumentTask.NAME);
            upsert.setString(2, document);
            upsert.setObject(3, DeliveryRow.time(due));
            upsert.setLong(4, DocumentTask.firstVersion());
            upsert.executeUpdate();
        }
    }

    @Override
    public String ignoringDuplicates() {
        return " ON CONFLICT DO NOTHING";
    }

    @Override
    public boolean isRemote() {
        return true;
    }
}
