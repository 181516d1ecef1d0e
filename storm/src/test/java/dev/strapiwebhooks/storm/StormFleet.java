package dev.strapiwebhooks.storm;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The receiver processes, each with its own way to the database. */
final class StormFleet implements Closeable {
    /** Calls take long, and hold connections of the application's pool. */
    static final String HOLD = "hold";
    /** Calls take long. */
    static final String SLOW = "slow";

    private final List<String> databases;
    private final Path directory;
    private final AtomicReferenceArray<Running> receivers;

    StormFleet(List<String> databases, Path directory) throws IOException {
        this.databases = List.copyOf(databases);
        this.directory = directory;
        this.receivers = new AtomicReferenceArray<>(databases.size());
        for (int i = 0; i < databases.size(); i++) {
            start(i, Duration.ZERO);
        }
    }

    int size() {
        return receivers.length();
    }

    /** Where a receiver is, or was before it was killed. */
    URI uri(int index) {
        return URI.create("http://127.0.0.1:" + receivers.get(index).port() + "/");
    }

    long process(int index) {
        return receivers.get(index).process().pid();
    }

    Duration clockOffset(int index) {
        return receivers.get(index).clockOffset();
    }

    void start(int index, Duration clockOffset) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(StormReceiver.class.getName(), databases.get(index)));
        command.addAll(
                List.of(StormFiles.calls(directory).toString(), Integer.toString(index), "" + clockOffset.toMillis()));
        Process process = new ProcessBuilder(command)
                .redirectError(Redirect.appendTo(
                        directory.resolve("receiver-" + index + ".err").toFile()))
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException("receiver " + index + " did not start; see its .err in " + directory);
        }
        receivers.set(index, new Running(process, Integer.parseInt(line.replace("port ", "")), clockOffset));
    }

    void suspend(int index) {
        Signals.send("STOP", List.of(process(index)));
    }

    void resume(int index) {
        Signals.send("CONT", List.of(process(index)));
    }

    /** SIGKILL. */
    void kill(int index) {
        Process process = receivers.get(index).process().destroyForcibly();
        Process unused = process.onExit().join();
    }

    /** Commands a receiver's handlers, for a time. */
    void command(int index, String what, Duration time) throws IOException {
        var commands = receivers.get(index).process().getOutputStream();
        commands.write((what + " " + time.toMillis() + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
    }

    @Override
    public void close() {
        for (int i = 0; i < receivers.length(); i++) {
            if (receivers.get(i) != null) {
                kill(i);
            }
        }
    }

    private record Running(Process process, int port, Duration clockOffset) {}
}
