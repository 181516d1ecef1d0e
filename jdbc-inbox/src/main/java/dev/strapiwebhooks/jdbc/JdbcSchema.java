package dev.strapiwebhooks.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
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
    private static final String[] TABLES = {"TABLE", "BASE TABLE"};
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
        Transactions transactions = new Transactions(dataSource);
        try {
            if (transactions.single(JdbcSchema::version)
                    != VERSIONS.size()) { // whoever runs it may have no right to more
                int unused = transactions.inOne(JdbcSchema::apply);
            }
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

    /** Fails with the remedy when the tables are not there, or are others than this version's. */
    private static void require(DataSource dataSource) {
        int version;
        try {
            version = new Transactions(dataSource).single(JdbcSchema::version);
        } catch (SQLException e) {
            throw new StoreException("the database cannot be reached", e);
        }
        if (version == 0) {
            throw new StoreException("the database has no tables for webhooks; call JdbcSchema.apply(dataSource),"
                    + " or give them a Flyway of their own, as JdbcSchema's documentation shows");
        }
        requireKnown(version);
        if (version < VERSIONS.size()) {
            throw new StoreException("the tables for webhooks are of version " + version + ", and this library needs "
                    + VERSIONS.size() + "; call JdbcSchema.apply(dataSource), or let the Flyway that made them run");
        }
    }

    private static void requireKnown(int version) {
        if (version > VERSIONS.size()) {
            throw new StoreException("the tables for webhooks are of version " + version + ", and this library knows "
                    + VERSIONS.size() + " only; a newer version has changed them, so use that one here, too");
        }
    }

    private static int apply(Connection connection) throws SQLException {
        Database database = Database.of(connection);
        database.lockSchema(connection);
        int applied = version(connection); // again, now that nobody else makes them
        requireKnown(applied);
        try (Statement statement = connection.createStatement()) {
            for (int version = applied + 1; version <= VERSIONS.size(); version++) {
                statement.execute(script(database, VERSIONS.get(version - 1)));
            }
        }
        return applied;
    }

    /** Each script writes its number; 0 where there are no tables. */
    private static int version(Connection connection) throws SQLException {
        // a query of a missing table would end PostgreSQL's transaction
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), null, TABLES)) {
            boolean found = false;
            while (tables.next()) {
                found |= tables.getString("TABLE_NAME").equalsIgnoreCase("strapi_webhook_schema");
            }
            if (!found) {
                return 0;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM strapi_webhook_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
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
