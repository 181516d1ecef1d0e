package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** What the known databases do not say alike. Implementations are stateless. */
interface Database {
    /** The columns of a new delivery, in the order in which {@link DeliveryRow} sets them. */
    String STORED = """
            strapi_webhook_delivery (replay_key, endpoint, key_name, received_at, event, uid, document_id, locale,
            document, created_at, headers, body, state, state_since, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, 0)""";

    /**
     * Counts an attempt for the document's next delivery, unless it came in after a time, or the worker has lost the
     * document's task to another.
     */
    String TAKE = """
            UPDATE strapi_webhook_delivery d SET attempts = d.attempts + 1
            WHERE d.id = (SELECT n.id FROM strapi_webhook_delivery n WHERE n.document = ? AND n.state = 'PENDING'
            ORDER BY n.created_at, n.id LIMIT 1) AND d.state = 'PENDING' AND d.received_at <= ?
            AND EXISTS (SELECT 1 FROM strapi_webhook_task t WHERE t.task_name = ? AND t.task_instance = d.document
            AND t.picked_by = ? AND t.version = ?)""";

    /** What {@link TakenDelivery} reads. */
    String TAKEN = """
            d.id, d.attempts, d.event, d.uid, d.document_id, d.locale, d.endpoint, d.key_name, d.received_at, d.headers, d.body,
            EXISTS (SELECT 1 FROM strapi_webhook_delivery o WHERE o.document = d.document AND o.state = 'DONE'
            AND (o.created_at, o.id) > (d.created_at, d.id)) AS overtaken""";

    static Database of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection);
        } catch (SQLException e) {
            throw new StoreException("the database cannot be reached", e);
        }
    }

    static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgresDatabase();
            case "H2" -> H2Database.of(connection.getMetaData());
            default ->
                throw new IllegalArgumentException("the database is " + product
                        + ", but inbox and replay guard work on PostgreSQL and H2 only; give them one of their own");
        };
    }

    /** Below {@code db/strapi-webhooks} in the jar. */
    String folder();

    /** Lets receivers make the tables one after the other. */
    void lockSchema(Connection connection) throws SQLException;

    /** Claims a replay key, unless a live claim is there. The token tells whose claim it is. */
    boolean claim(Connection connection, byte[] key, long keepForMillis, String token) throws SQLException;

    /** Inserts a delivery unless it is there, and {@linkplain #wake wakes} its document. The number of a new one. */
    OptionalLong store(Connection connection, DeliveryRow row, Instant due, int timeoutSeconds) throws SQLException;

    /** Whether {@link #store} is one statement, which needs no transaction around it. */
    boolean storesWithOneStatement();

    /** A query that counts an attempt for a document's next delivery and reads it. */
    String takeNext();

    /**
     * Makes sure that a document has a task, due at a time unless it has one. Holds the row until the transaction ends, so
     * that a worker cannot end the task unseen.
     */
    void wake(Connection connection, String document, Instant due) throws SQLException;

    /** Adds a condition to an insert that ignores rows which are there already, where that can be said. */
    String ignoringDuplicates();

    /** Whether it is a server: other receivers may use it, and the network may fail. */
    boolean isRemote();
}
