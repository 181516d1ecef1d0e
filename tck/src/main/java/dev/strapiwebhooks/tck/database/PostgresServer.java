package dev.strapiwebhooks.tck.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on a free port, with as many empty databases as tests want. It can go down and come back. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final Path data;
    private EmbeddedPostgres server;

    private final String fsync;

    /**
     * Starts one that loses nothing.
     *
     * @throws IOException when it does not start
     */
    public PostgresServer() throws IOException {
        this("on");
    }

    /**
     * Starts one for tests that do not look at what a crash leaves.
     *
     * @return a faster one
     * @throws IOException when it does not start
     */
    public static PostgresServer withoutFsync() throws IOException {
        return new PostgresServer("off");
    }

    private PostgresServer(String fsync) throws IOException {
        this.fsync = fsync;
        data = Files.createTempDirectory("postgres");
        server = builder().start();
    }

    /**
     * Makes a database.
     *
     * @return its JDBC URL
     * @throws SQLException when the server is down
     */
    public String emptyDatabase() throws SQLException {
        String name = "test" + SERIAL.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /**
     * Stops it, and keeps its data.
     *
     * @throws IOException when it does not stop
     */
    public void stop() throws IOException {
        server.close();
    }

    /**
     * Starts on the same port, with the same data.
     *
     * @throws IOException when it does not start
     */
    public void startAgain() throws IOException {
        server = builder().setPort(server.getPort()).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (var files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", fsync)
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200");
    }
}
