package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** What the known databases do not say alike. Implementations are immutable. */
interface Database {
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
            case "H2" -> new H2Database(connection.getMetaData().getDatabaseProductVersion());
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

    /** What each connection of the inbox is set to. */
    String sessionSettings();

    /** Undoes {@link #sessionSettings()}, for a connection that goes back to others. */
    String resetSettings();

    /** How this database, as it is set up, may lose what it has confirmed. */
    Set<DurabilityRisk> risks(Connection connection) throws SQLException;

    /** The time by the database's clock, where that is another machine's. */
    Optional<Instant> now(Connection connection) throws SQLException;

    /** How receivers share the work. */
    InboxSql inbox(Transactions transactions);

    /** Whether it is a server: other receivers may use it, and the network may fail. */
    boolean isRemote();
}
