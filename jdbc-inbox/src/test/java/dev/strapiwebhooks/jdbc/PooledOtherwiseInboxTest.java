package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.sql.SQLException;

/** The contract on a pool of the application's: no auto-commit, few connections, and a driver that joins batches. */
class PooledOtherwiseInboxTest extends PostgresInboxTest {
    @Override
    HikariDataSource pool(PostgresServer server) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.emptyDatabase() + "&reWriteBatchedInserts=true");
        config.setAutoCommit(false);
        config.setMaximumPoolSize(3);
        HikariDataSource dataSource = new HikariDataSource(config);
        JdbcSchema.apply(dataSource);
        return dataSource;
    }
}
