package dev.strapiwebhooks.benchmarks.replay;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One claim of a new delivery, while so many are live. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClaimBenchmark {
    @Param({"10000", "100000", "1000000"})
    int live;

    private LiveClaims claims = LiveClaims.steady(1);

    /** Fills the guard. */
    @Setup
    public void fill() {
        claims = LiveClaims.steady(live);
    }

    /** A refused claim would measure something else, so it ends the run. */
    @Benchmark
    public boolean claim() {
        if (!claims.claimNext()) {
            throw new IllegalStateException("a new delivery counted as a replay");
        }
        return true;
    }
}
