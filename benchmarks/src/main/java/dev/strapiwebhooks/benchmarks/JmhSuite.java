package dev.strapiwebhooks.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs one class of benchmarks in rounds, each with new processes, and prints a line for each result. Rounds, because a
 * machine has better and worse minutes: what is compared was measured within one of them.
 */
public final class JmhSuite {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    /** So that no iteration pays for memory that the process touches for the first time. */
    private static final String[] MEMORY = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

    private JmhSuite() {}

    /**
     * Runs the suite.
     *
     * @param args class of benchmarks, number of rounds, and numbers of threads
     */
    public static void main(String[] args) throws Exception {
        boolean first = true;
        for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
            for (String threads : List.of(args).subList(2, args.length)) {
                for (RunResult result : run(args[0], Integer.parseInt(threads))) {
                    BenchmarkParams params = result.getParams();
                    if (first) {
                        System.out.println(header(params));
                        first = false;
                    }
                    System.out.println(line(round, result, params));
                }
            }
        }
    }

    private static Collection<RunResult> run(String benchmarks, int threads) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmarks + "\\.")
                .threads(threads)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .jvmArgsAppend(MEMORY)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        return new Runner(options.build()).run();
    }

    private static String header(BenchmarkParams params) {
        return Stream.of(
                        Stream.of("round", "benchmark", "threads"),
                        params.getParamsKeys().stream(),
                        Stream.of("score", "unit", "bytes"))
                .flatMap(names -> names)
                .collect(Collectors.joining(","));
    }

    private static String line(int round, RunResult result, BenchmarkParams params) {
        Result<?> primary = result.getPrimaryResult();
        Result<?> allocation =
                Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), ALLOCATION);
        String benchmark = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        return Stream.of(
                        Stream.of(Integer.toString(round), benchmark, Integer.toString(params.getThreads())),
                        params.getParamsKeys().stream().map(params::getParam),
                        Stream.of(
                                String.format(Locale.ROOT, "%.3f", primary.getScore()),
                                primary.getScoreUnit(),
                                String.format(Locale.ROOT, "%.0f", allocation.getScore())))
                .flatMap(values -> values)
                .collect(Collectors.joining(","));
    }
}
