package dev.strapiwebhooks.storm.killed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Some receiver processes on one database. */
final class ReceiverFleet implements AutoCloseable {
    private final String database;
    private final Path journal;
    private final AtomicReferenceArray<Running> receivers;

    ReceiverFleet(String database, Path journal, int size) throws IOException {
        this.database = database;
        this.journal = journal;
        this.receivers = new AtomicReferenceArray<>(size);
        for (int i = 0; i < size; i++) {
            start(i);
        }
    }

    Path journal() {
        return journal;
    }

    int size() {
        return receivers.length();
    }

    /** Where a receiver is, or was before it was killed. */
    URI uri(int index) {
        return URI.create("http://127.0.0.1:" + receivers.get(index).port() + "/");
    }

    void start(int index) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReceiverProcess.class.getName(),
                        database,
                        journal.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the receiver did not start");
        }
        receivers.set(index, new Running(process, Integer.parseInt(line.replace("port ", ""))));
    }

    /** SIGKILL; returns the process number when it is gone. */
    long kill(int index) {
        Process process = receivers.get(index).process().destroyForcibly();
        return process.onExit().join().pid();
    }

    void stopAll() {
        for (int i = 0; i < receivers.length(); i++) {
            long unused = kill(i);
        }
    }

    @Override
    public void close() {
        stopAll();
    }

    private record Running(Process process, int port) {}
}
