package dev.strapiwebhooks.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of inbox and replay guard, as versioned SQL in the jar. {@link #apply} makes them and keeps their version in a
 * table of its own, {@code strapi_webhook_schema}, so the application's Flyway or Liquibase has nothing to do with them. The
 * scripts are no versions of the application's, and Flyway passes over them in its locations. Where Flyway must make these
 * tables as well, it needs a second history; {@link #apply} is not called then:
 *
 * <pre>{@code
 * Flyway.configure()
 *         .dataSource(database)
 *         .locations("classpath:db/strapi-webhooks/postgresql") // or h2
 *         .sqlMigrationPrefix("strapi_webhooks_")
 *         .table("strapi_webhook_flyway")
 *         .baselineOnMigrate(true) // other tables may be there already
 *         .baselineVersion("0") // but none of these
 *         .load()
 *         .migrate();
 * }</pre>
 */
public final class JdbcSchema {
    private static final List<String> VERSIONS = List.of("strapi_webhooks_1__inbox.sql");
    private static final String ROOT = "/db/strapi-webhooks/";

    private JdbcSchema() {}

    /**
     * Makes what is missing. Does nothing when everything is there. Several receivers may call it at once. PostgreSQL makes
     * all of it in one transaction; on H2 a start that was cut off is continued by the next.
     *
     * @param dataSource the database; its user may create tables
     * @throws StoreException when it cannot be done, for example because another tool has made the tables
     */
    public static void apply(DataSource dataSource) {
        try {
            int unused = new Transactions(dataSource).inOne(JdbcSchema::apply);
        } catch (SQLException e) {
            if (SqlStates.isAway(e)) {
                throw new StoreException("the database cannot be reached", e);
            }
            throw new StoreException(
                    "the tables cannot be made; where another tool such as Flyway has made them, do not call this", e);
        }
    }

    /** A database that can be used: it is there, has the tables and is of a known kind. */
    static Database open(DataSource dataSource, boolean createTables) {
        if (createTables) {
            apply(dataSource);
        }
        require(dataSource);
        return Database.of(dataSource);
    }

    /** Fails with the remedy when the tables are not there. */
    private static void require(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 FROM strapi_webhook_delivery, strapi_webhook_task, strapi_webhook_claim WHERE 1 = 0")) {
            boolean unused = rows.next();
        } catch (SQLException e) {
            if (SqlStates.isMissingTable(e)) {
                throw new StoreException("the database has no tables for webhooks; call JdbcSchema.apply(dataSource),"
                        + " or give them a Flyway of their own, as JdbcSchema's documentation shows");
            }
            throw new StoreException("the database cannot be reached", e);
        }
    }

    private static int apply(Connection connection) throws SQLException {
        Database database = Database.of(connection);
        try (Statement statement = connection.createStatement()) {
            database.lockSchema(connection);
            statement.execute("CREATE TABLE IF NOT EXISTS strapi_webhook_schema (version INTEGER PRIMARY KEY)");
            int applied = version(statement);
            for (int version = applied + 1; version <= VERSIONS.size(); version++) {
                statement.execute(script(database, VERSIONS.get(version - 1)));
                record(connection, version);
            }
            return applied;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM strapi_webhook_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void record(Connection connection, int version) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO strapi_webhook_schema (version) VALUES (?)")) {
            insert.setInt(1, version);
            insert.executeUpdate();
        }
    }

    private static String script(Database database, String name) {
        String path = ROOT + database.folder() + "/" + name;
        try (InputStream in = JdbcSchema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
