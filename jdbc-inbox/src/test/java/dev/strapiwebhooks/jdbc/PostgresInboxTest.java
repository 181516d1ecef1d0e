package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import dev.strapiwebhooks.tck.inbox.InboxContract;
import dev.strapiwebhooks.tck.inbox.InboxNode;
import dev.strapiwebhooks.tck.inbox.InboxSetup;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresInboxTest extends InboxContract {
    private static PostgresServer server;

    private HikariDataSource database;

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
        database = pool(server);
    }

    HikariDataSource pool(PostgresServer postgres) throws SQLException {
        return PreparedDatabase.on(postgres);
    }

    @Override
    protected void closeStore() {
        database.close();
    }

    @Override
    protected InboxNode open(InboxSetup setup) {
        return DurableInboxNode.open(database, setup);
    }
}
