package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.benchmarks.http.Ammunition.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Loads each framework's three variants in turn, again and again, and prints a line for each run. */
public final class HttpSuite {
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP_RUNS = 3;
    private static final int SECONDS = 4;
    /** More than can be sent in that time; timestamps and claims allow no second use. */
    private static final int MANY = 250_000;

    private static final int FEW = 30_000;
    private static final int[] SIZES = {2_000, 100_000};

    private final Path folder;
    private final Wrk wrk;

    private HttpSuite(Path folder) throws IOException {
        this.folder = folder;
        this.wrk = Wrk.in(folder);
    }

    /**
     * Runs the suite.
     *
     * @param args how many rounds
     */
    public static void main(String[] args) throws Exception {
        System.out.println("framework,size,round,variant,requests_per_second,p50_us,p99_us,server_us_per_request");
        HttpSuite suite = new HttpSuite(Files.createTempDirectory("benchmark"));
        for (Framework framework : Framework.values()) {
            for (int size : SIZES) {
                suite.measure(framework, size, Integer.parseInt(args[0]));
            }
        }
    }

    private void measure(Framework framework, int size, int rounds) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(framework)) {
            for (int round = 1 - WARM_UP_RUNS; round <= rounds; round++) {
                for (Variant variant : Variant.values()) {
                    String result = run(server, variant, size);
                    if (round > 0) {
                        System.out.printf("%s,%d,%d,%s,%s%n", framework, size, round, variant, result);
                    }
                }
            }
        }
    }

    private String run(ServerProcess server, Variant variant, int size) throws IOException, InterruptedException {
        Ammunition.write(folder, Kind.GENUINE, size, size > 10_000 ? FEW : MANY);
        Duration before = server.processorTime();
        Load load = wrk.load(server.uri(variant.path()), folder, CONNECTIONS, SECONDS);
        Duration used = server.processorTime().minus(before);
        if (load.refused() + load.broken() > 0) {
            throw new IllegalStateException(variant + " did not take every delivery: " + load);
        }
        return String.format(
                Locale.ROOT,
                "%.0f,%d,%d,%.2f",
                load.perSecond(),
                load.p50(),
                load.p99(),
                used.toNanos() / 1000.0 / load.requests());
    }
}
