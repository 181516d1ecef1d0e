package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.tck.database.PostgresServer;
import dev.strapiwebhooks.tck.replay.ReplayGuardContract;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresReplayGuardTest extends ReplayGuardContract {
    private static PostgresServer server;

    private HikariDataSource database;
    private JdbcReplayGuard guard;
    private JdbcReplayGuard other;

    @BeforeAll
    static void startServer() throws IOException {
        server = new PostgresServer();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void openDatabase() throws SQLException {
        database = PreparedDatabase.on(server);
        guard = JdbcReplayGuard.create(database);
        other = JdbcReplayGuard.create(database);
    }

    @AfterEach
    void closeDatabase() {
        guard.close();
        other.close();
        database.close();
    }

    @Override
    protected ReplayGuard guard() {
        return guard;
    }

    @Override
    protected ReplayGuard guardOfAnotherReceiver() {
        return other;
    }
}
