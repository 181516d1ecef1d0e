package dev.strapiwebhooks.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server in a process of its own, bound to the first core; its processor time can be read. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI base;

    private ServerProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    static ServerProcess start(Framework framework) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        "taskset",
                        "-c",
                        "0",
                        java,
                        "-Xmx1g",
                        "-Xms1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Framework.class.getName(),
                        framework.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port ")) {
                return new ServerProcess(process, URI.create("http://127.0.0.1:" + line.substring(5)));
            }
        }
        throw new IOException(framework + " ended before it served");
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    /** User and system time since the start, of all threads: compilers and garbage collector included. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long heapAfterCollection() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(Target.HEAP_PATH)).build();
        return Long.parseLong(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
