package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresPromisesTest extends PromisesContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = new PostgresServer();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    HikariDataSource database() throws SQLException {
        return PreparedDatabase.on(server);
    }
}
