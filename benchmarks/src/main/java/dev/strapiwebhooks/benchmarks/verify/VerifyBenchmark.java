package dev.strapiwebhooks.benchmarks.verify;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One verification of a genuine delivery. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBenchmark {
    @Param({"500", "5000", "100000"})
    int bytes;

    @Param
    Contender contender = Contender.FLOOR;

    private Subject subject = () -> false;

    /** Signs one delivery. */
    @Setup
    public void prepare() {
        Sample sample = Sample.ofSize(bytes);
        subject = contender.prepare(sample, sample.body());
    }

    /** A refusal would measure something else, so it ends the run. */
    @Benchmark
    public boolean verify() throws Exception {
        if (!subject.verify()) {
            throw new IllegalStateException(contender + " refused a genuine delivery");
        }
        return true;
    }
}
