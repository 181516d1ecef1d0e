package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The databases that are known, and what they do not say alike. */
enum Database {
    /** For production. */
    POSTGRESQL(
            "postgresql",
            """
            INSERT INTO strapi_webhook_claim AS held (replay_key, ends_at)
            VALUES (?, CURRENT_TIMESTAMP + ? * INTERVAL '1 millisecond')
            ON CONFLICT (replay_key) DO UPDATE SET ends_at = excluded.ends_at WHERE held.ends_at < CURRENT_TIMESTAMP""",
            "INSERT INTO strapi_webhook_delivery (" + Columns.STORED + ") VALUES (" + Columns.PLACES
                    + ") ON CONFLICT (replay_key) DO NOTHING",
            """
            INSERT INTO strapi_webhook_task AS known (task_name, task_instance, execution_time, picked, version)
            VALUES (?, ?, ?, FALSE, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE SET version = known.version""",
            Columns.TAKE + " RETURNING " + Columns.TAKEN),

    /** In a file of one receiver. */
    H2(
            "h2",
            """
            MERGE INTO strapi_webhook_claim held
            USING (VALUES (CAST(? AS BINARY VARYING(32)), DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP))) wanted (k, e)
            ON held.replay_key = wanted.k
            WHEN MATCHED AND held.ends_at < CURRENT_TIMESTAMP THEN UPDATE SET ends_at = wanted.e
            WHEN NOT MATCHED THEN INSERT (replay_key, ends_at) VALUES (wanted.k, wanted.e)""",
            "INSERT INTO strapi_webhook_delivery (" + Columns.STORED + ") VALUES (" + Columns.PLACES + ")",
            """
            MERGE INTO strapi_webhook_task known
            USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE))) due (n, i, e)
            ON known.task_name = due.n AND known.task_instance = due.i
            WHEN MATCHED THEN UPDATE SET version = known.version
            WHEN NOT MATCHED THEN INSERT (task_name, task_instance, execution_time, picked, version)
            VALUES (due.n, due.i, due.e, FALSE, 1)""",
            "SELECT " + Columns.TAKEN + " FROM FINAL TABLE (" + Columns.TAKE + ") d");

    private final String folder;
    private final String claim;
    private final String insertDelivery;
    private final String wakeDocument;
    private final String takeNext;

    Database(String folder, String claim, String insertDelivery, String wakeDocument, String takeNext) {
        this.folder = folder;
        this.claim = claim;
        this.insertDelivery = insertDelivery;
        this.wakeDocument = wakeDocument;
        this.takeNext = takeNext;
    }

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
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default ->
                throw new IllegalArgumentException("the database is " + product + "; PostgreSQL and H2 are known");
        };
    }

    /** Below {@code db/strapi-webhooks} in the jar. */
    String folder() {
        return folder;
    }

    /** Key and milliseconds; changes one row when the claim is made, and none when another lives. */
    String claim() {
        return claim;
    }

    /** Changes one row when the delivery is new. A copy changes none, or is a violation of the unique key. */
    String insertDelivery() {
        return insertDelivery;
    }

    /** Makes sure that a document has a task, and holds that row: a worker cannot end the task unseen. */
    String wakeDocument() {
        return wakeDocument;
    }

    /** Counts an attempt for the document's next delivery and reads it. */
    String takeNext() {
        return takeNext;
    }

    /** The parts that both databases say alike. */
    private static final class Columns {
        static final String STORED = "replay_key, endpoint, key_name, received_at, event, uid, document_id, locale,"
                + " document, created_at, headers, body, state, state_since, attempts";
        static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, 0";
        static final String TAKE = """
                UPDATE strapi_webhook_delivery d SET attempts = d.attempts + 1
                WHERE d.id = (SELECT n.id FROM strapi_webhook_delivery n WHERE n.document = ? AND n.state = 'PENDING'
                ORDER BY n.created_at, n.id LIMIT 1) AND d.received_at <= ?""";
        static final String TAKEN = """
                d.id, d.attempts, d.endpoint, d.key_name, d.received_at, d.headers, d.body,
                EXISTS (SELECT 1 FROM strapi_webhook_delivery o WHERE o.document = d.document AND o.state = 'DONE'
                AND o.created_at > d.created_at) AS overtaken""";
    }
}
