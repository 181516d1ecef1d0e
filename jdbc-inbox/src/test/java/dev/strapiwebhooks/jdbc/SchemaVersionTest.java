package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may make the tables, and what versions of tables and library do with each other. */
class SchemaVersionTest {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Test
    void tablesOfANewerVersionAreRefusedAndNotTouched() throws Exception {
        try (HikariDataSource database = PreparedDatabase.on(server)) {
            execute(database, "INSERT INTO strapi_webhook_schema (version) VALUES (99)");

            assertThatThrownBy(() -> DurableInbox.builder(database).build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("of version 99, and this library knows 1 only");
            assertThatThrownBy(() -> JdbcSchema.apply(database)).hasMessageContaining("of version 99");
            assertThatThrownBy(() -> JdbcReplayGuard.create(database)).hasMessageContaining("of version 99");
        }
    }

    @Test
    void tablesOfAnOlderVersionAreToldWithTheRemedy() throws Exception {
        try (HikariDataSource database = PreparedDatabase.on(server)) {
            execute(database, "DELETE FROM strapi_webhook_schema", "INSERT INTO strapi_webhook_schema VALUES (-1)");

            assertThatThrownBy(() -> DurableInbox.builder(database).build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("of version -1, and this library needs 1; call JdbcSchema.apply");
        }
    }

    @Test
    void whoeverRunsItNeedsNoRightToMakeTables() throws Exception {
        String url = server.emptyDatabase();
        try (HikariDataSource owner = JdbcDataSources.connect(url, null, null)) {
            JdbcSchema.apply(owner);
            execute(
                    owner,
                    "CREATE ROLE app LOGIN PASSWORD 'app'",
                    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app",
                    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app");
        }
        String application = url.replaceFirst("user=postgres", "user=app");
        try (HikariDataSource database = JdbcDataSources.connect(application, null, "app")) {
            for (String name : List.of("first", "second")) {
                try (DurableInbox inbox = DurableInbox.builder(database)
                        .createTables()
                        .handler(name, delivery -> {})
                        .build()
                        .start()) {
                    inbox.check();
                    assertThat(inbox.forget("uid", "document")).isZero();
                }
            }
            try (JdbcReplayGuard guard = JdbcReplayGuard.startWithoutDatabase(database, true)) {
                guard.check();
            }
        }
    }

    private static void execute(HikariDataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
