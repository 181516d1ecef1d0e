package dev.strapiwebhooks.storm;

import dev.strapiwebhooks.tck.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL that keeps what it has committed, and can be ended at once, started again and frozen. */
final class StormPostgres implements Closeable {
    private static final String DATABASE = "storm";

    private final Path data;
    private EmbeddedPostgres server;

    StormPostgres(Path data) throws IOException, SQLException {
        this.data = data;
        server = builder().setPort(FreePort.choose()).start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    int port() {
        return server.getPort();
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?user=postgres";
    }

    /** Immediate shutdown: no goodbye to anybody, and recovery at the next start. */
    void stopAtOnce() throws IOException {
        ProcessHandle postmaster = postmaster();
        Signals.send("QUIT", List.of(postmaster.pid()));
        postmaster.onExit().join();
        server.close(); // finds nothing to stop, and gives the directory free
    }

    void startAgain() throws IOException {
        server = builder().setPort(server.getPort()).start();
    }

    /** All its processes, the one that makes others first. */
    void freeze() throws IOException {
        Signals.send("STOP", List.of(postmaster().pid()));
        Signals.send("STOP", processes());
    }

    void thaw() throws IOException {
        Signals.send("CONT", processes());
    }

    private List<Long> processes() throws IOException {
        List<Long> processes = new ArrayList<>(List.of(postmaster().pid()));
        postmaster().descendants().forEach(child -> processes.add(child.pid()));
        return processes;
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (var files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
