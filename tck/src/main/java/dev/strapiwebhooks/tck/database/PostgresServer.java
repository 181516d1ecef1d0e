package dev.strapiwebhooks.tck.database;

import dev.strapiwebhooks.tck.FreePort;
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
        this("on", FreePort.choose());
    }

    /**
     * Starts one for tests that do not look at what a crash leaves.
     *
     * @return a faster one
     * @throws IOException when it does not start
     */
    public static PostgresServer withoutFsync() throws IOException {
        return new PostgresServer("off", FreePort.choose());
    }

    /**
     * Starts one where it is expected.
     *
     * @param port of the loopback interface
     * @return one that loses nothing
     * @throws IOException when it does not start
     */
    public static PostgresServer on(int port) throws IOException {
        return new PostgresServer("on", port);
    }

    private PostgresServer(String fsync, int port) throws IOException {
        this.fsync = fsync;
        data = PostgresData.create();
        server = builder().setPort(port).start();
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

    /** At once: what it holds is thrown away. */
    @Override
    public void close() throws IOException {
        Path pid = data.resolve("postmaster.pid");
        if (Files.exists(pid)) {
            quit(Files.readAllLines(pid).get(0).strip());
        }
        server.close(); // gives the directory free
        PostgresData.delete(data);
    }

    private static void quit(String pid) throws IOException {
        try {
            int unused = new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(process -> process.onExit().join());
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Says where it listens.
     *
     * @return the port, of which it never gets another
     */
    public int port() {
        return server.getPort();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", fsync)
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "300");
    }
}
