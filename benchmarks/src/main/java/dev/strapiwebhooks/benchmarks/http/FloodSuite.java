package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.benchmarks.http.Ammunition.Kind;
import dev.strapiwebhooks.benchmarks.http.LoadDriver.Result;
import java.io.IOException;
import java.util.Locale;

/** Floods the filter with requests that it must refuse, in turn with genuine ones, and looks at the heap after each. */
public final class FloodSuite {
    private static final int SIZE = 2_000;

    private FloodSuite() {}

    /**
     * Runs the suite.
     *
     * @param args how many rounds
     */
    public static void main(String[] args) throws Exception {
        System.out.println("kind,round,requests_per_second,server_us_per_request,heap_kb");
        LoadDriver driver = LoadDriver.create();
        try (ServerProcess server = ServerProcess.start(Framework.JETTY)) {
            for (int round = 0; round <= Integer.parseInt(args[0]); round++) {
                for (Kind kind : Kind.values()) {
                    String line = measure(driver, server, kind, round);
                    if (round > 0) { // the first one warms up
                        System.out.println(line);
                    }
                }
            }
        }
    }

    private static String measure(LoadDriver driver, ServerProcess server, Kind kind, int round)
            throws IOException, InterruptedException {
        Result result = driver.run(server, Variant.VERIFIED, kind, SIZE);
        long wronglyAccepted = result.load().requests() - result.load().refused();
        if (!kind.isGenuine() && wronglyAccepted > 0) {
            throw new IllegalStateException(wronglyAccepted + " of " + kind + " were accepted");
        }
        return String.format(
                Locale.ROOT,
                "%s,%d,%.0f,%.2f,%d",
                kind,
                round,
                result.load().perSecond(),
                result.microsPerRequest(),
                server.heapAfterCollection() / 1024);
    }
}
