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
 * Runs one class of benchmarks in rounds, each with new processes, and writes a line for each result. Rounds, because a
 * machine has better and worse minutes: what is compared was measured in one of them. JMH takes parameters in the order of
 * their names, so benchmarks name them such that what is compared comes last.
 */
public final class JmhSuite {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    /** So that no iteration pays for memory that the process touches for the first time. */
    private static final String[] MEMORY = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

    private JmhSuite() {}

    /**
     * Runs the suite.
     *
     * @param args result file, number of rounds, class of benchmarks, and numbers of threads
     */
    public static void main(String[] args) throws Exception {
        boolean first = true;
        try (ResultWriter out = ResultWriter.to(args[0])) {
            for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
                for (String threads : List.of(args).subList(3, args.length)) {
                    for (RunResult result : run(args[2], Integer.parseInt(threads))) {
                        if (first) {
                            out.line(header(result.getParams()));
                            first = false;
                        }
                        out.line(line(round, result, result.getParams()));
                    }
                }
            }
        }
    }

    private static Collection<RunResult> run(String benchmarks, int threads) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmarks + "\\.")
                .threads(threads)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(4)
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
                        Stream.of("score", "unit", "allocated"))
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
