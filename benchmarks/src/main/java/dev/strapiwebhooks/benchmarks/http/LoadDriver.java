package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.benchmarks.http.Ammunition.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Prepares requests, sends them for some seconds, and reads the server's processor time before and after. */
final class LoadDriver {
    private static final int CONNECTIONS = 8;
    private static final int SECONDS = 4;
    /** More than can be sent in that time; timestamps and claims allow no second use. */
    private static final int MANY = 250_000;

    private static final int FEW = 30_000;
    private static final int LARGE = 10_000;

    private final Path folder;
    private final Wrk wrk;

    private LoadDriver(Path folder, Wrk wrk) {
        this.folder = folder;
        this.wrk = wrk;
    }

    static LoadDriver create() throws IOException {
        Path folder = Files.createTempDirectory("benchmark");
        return new LoadDriver(folder, Wrk.in(folder));
    }

    Result run(ServerProcess server, Variant variant, Kind kind, int size) throws IOException, InterruptedException {
        Ammunition.write(folder, kind, size, size > LARGE || kind.isLarge() ? FEW : MANY);
        Duration before = server.processorTime();
        Load load = wrk.load(server.uri(variant.path()), folder, CONNECTIONS, SECONDS);
        return new Result(load, server.processorTime().minus(before));
    }

    /**
     * One run.
     *
     * @param load what the client saw
     * @param processorTime what the server used
     */
    record Result(Load load, Duration processorTime) {
        /** The share of one core that the server used. */
        double busy() {
            return processorTime.toNanos() / 1000.0 / load.micros();
        }

        double microsPerRequest() {
            return processorTime.toNanos() / 1000.0 / (load.requests() + load.broken());
        }
    }
}
