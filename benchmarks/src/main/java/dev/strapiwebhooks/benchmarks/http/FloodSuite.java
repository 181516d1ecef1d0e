package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.benchmarks.http.Ammunition.Kind;
import dev.strapiwebhooks.benchmarks.http.LoadDriver.Result;
import java.io.IOException;
import java.util.Locale;

/** Floods the filter with requests that it must refuse, in turn with genuine ones, and looks at the heap after each. */
public final class FloodSuite {
    private static final int SIZE = 2_000;
    private static final int WARM_UP_ROUNDS = 2;

    private FloodSuite() {}

    /**
     * Runs the suite.
     *
     * @param args result file, and how many rounds
     */
    public static void main(String[] args) throws Exception {
        LoadDriver driver = LoadDriver.create();
        try (ServerProcess server = ServerProcess.start(Framework.JETTY);
                ResultWriter out = ResultWriter.to(args[0])) {
            out.line("kind,round,requests_per_second,server_us_per_request,heap_before_kb,heap_after_kb");
            for (int round = 1 - WARM_UP_ROUNDS; round <= Integer.parseInt(args[1]); round++) {
                for (Kind kind : Kind.values()) {
                    String line = measure(driver, server, kind, round);
                    if (round > 0) {
                        out.line(line);
                    }
                }
            }
        }
    }

    private static String measure(LoadDriver driver, ServerProcess server, Kind kind, int round)
            throws IOException, InterruptedException {
        long heapBefore = server.heapAfterCollection();
        Result result = driver.run(server, Variant.VERIFIED, kind, SIZE);
        long accepted = result.load().requests() - result.load().refused();
        long wrong = kind.isGenuine() ? result.load().refused() + result.load().broken() : accepted;
        if (wrong > 0) {
            throw new IllegalStateException(kind + " was not answered as it must be: " + result.load());
        }
        return String.format(
                Locale.ROOT,
                "%s,%d,%.0f,%.2f,%d,%d",
                kind,
                round,
                result.load().perSecond(),
                result.microsPerRequest(),
                heapBefore / 1024,
                server.heapAfterCollection() / 1024);
    }
}
