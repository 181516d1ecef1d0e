package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on a free port, with as many empty databases as tests want. */
final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final EmbeddedPostgres server;

    PostgresServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .start();
    }

    String emptyDatabase() throws SQLException {
        String name = "test" + SERIAL.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** A pool on an empty database with the tables. */
    HikariDataSource prepared() throws SQLException {
        HikariDataSource dataSource = JdbcDataSources.connect(emptyDatabase(), null, null);
        JdbcSchema.apply(dataSource);
        return dataSource;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
