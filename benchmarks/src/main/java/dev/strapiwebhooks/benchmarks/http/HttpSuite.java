package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.benchmarks.http.Ammunition.Kind;
import dev.strapiwebhooks.benchmarks.http.LoadDriver.Result;
import java.io.IOException;
import java.util.Locale;

/** Loads each framework's variants in turn, again and again, and writes a line for each run. */
public final class HttpSuite {
    private static final int WARM_UP_ROUNDS = 2;
    private static final int[] SIZES = {2_000, 100_000};

    private HttpSuite() {}

    /**
     * Runs the suite.
     *
     * @param args result file, and how many rounds
     */
    public static void main(String[] args) throws Exception {
        LoadDriver driver = LoadDriver.create();
        try (ResultWriter out = ResultWriter.to(args[0])) {
            out.line("framework,size,round,variant,requests_per_second,p50_us,p99_us,server_us_per_request,busy");
            for (Framework framework : Framework.values()) {
                for (int size : SIZES) {
                    measure(driver, framework, size, Integer.parseInt(args[1]), out);
                }
            }
        }
    }

    private static void measure(LoadDriver driver, Framework framework, int size, int rounds, ResultWriter out)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(framework)) {
            for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
                for (Variant variant : Variant.values()) {
                    Result result = driver.run(server, variant, Kind.GENUINE, size);
                    if (result.load().refused() + result.load().broken() > 0) {
                        throw new IllegalStateException(variant + " did not take every delivery: " + result.load());
                    }
                    if (round > 0) {
                        out.line(line(framework, size, round, variant, result));
                    }
                }
            }
        }
    }

    private static String line(Framework framework, int size, int round, Variant variant, Result result) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%s,%.0f,%d,%d,%.2f,%.2f",
                framework,
                size,
                round,
                variant,
                result.load().perSecond(),
                result.load().p50(),
                result.load().p99(),
                result.microsPerRequest(),
                result.busy());
    }
}
