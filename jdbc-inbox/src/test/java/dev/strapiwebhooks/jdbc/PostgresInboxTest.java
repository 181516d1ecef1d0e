package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import dev.strapiwebhooks.tck.inbox.InboxContract;
import dev.strapiwebhooks.tck.inbox.InboxNode;
import dev.strapiwebhooks.tck.inbox.InboxSetup;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresInboxTest extends InboxContract {
    private static @Nullable PostgresServer server;
    private static int users;

    private HikariDataSource database;

    /** For the subclass, too, which runs beside it. */
    @BeforeAll
    static synchronized void startServer() throws IOException {
        if (users++ == 0) {
            server = new PostgresServer();
        }
    }

    @AfterAll
    static synchronized void stopServer() throws IOException {
        if (--users == 0) {
            requireNonNull(server).close();
        }
    }

    @BeforeEach
    void openDatabase() throws SQLException {
        database = pool(requireNonNull(server));
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
