package dev.strapiwebhooks.benchmarks.replay;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.benchmarks.SettableClock;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Locale;

/** Tells how much heap one live claim keeps, after garbage collection. */
public final class RetainedMemory {
    private static final Duration TICK = Duration.ofMillis(1);
    /** The steady state, and not the first filling. */
    private static final int GENERATIONS = 5;

    private RetainedMemory() {}

    /**
     * Measures 10,000, 100,000 and 1,000,000 live claims.
     *
     * @param args result file
     */
    public static void main(String[] args) throws IOException {
        try (ResultWriter out = ResultWriter.to(args[0])) {
            out.line("live,bytes_per_claim");
            for (int live : new int[] {10_000, 100_000, 1_000_000}) {
                out.line(String.format(Locale.ROOT, "%d,%.0f", live, bytesPerClaim(live)));
            }
        }
    }

    static double bytesPerClaim(int live) {
        long before = usedHeap();
        SettableClock clock = SettableClock.atSystemTime();
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(live * 2, clock);
        try {
            for (int i = 0; i < live * GENERATIONS; i++) {
                clock.advance(TICK);
                guard.tryClaim(LiveClaims.key(i), TICK.multipliedBy(live));
            }
            return (double) (usedHeap() - before) / live;
        } finally {
            Reference.reachabilityFence(guard);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
