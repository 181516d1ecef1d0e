package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.sql.SQLException;

/** A database with the tables of the inbox. */
final class PreparedDatabase {
    private PreparedDatabase() {}

    static HikariDataSource on(PostgresServer server) throws SQLException {
        HikariDataSource dataSource = JdbcDataSources.connect(server.emptyDatabase(), null, null);
        JdbcSchema.apply(dataSource);
        return dataSource;
    }
}
