package dev.strapiwebhooks.benchmarks.replay;

import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Prints how much heap one live claim keeps, after garbage collection. */
public final class RetainedMemory {
    private RetainedMemory() {}

    /**
     * Measures 10,000, 100,000 and 1,000,000 live claims.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        System.out.println("live,bytes_per_claim");
        for (int live : new int[] {10_000, 100_000, 1_000_000}) {
            System.out.printf(Locale.ROOT, "%d,%.0f%n", live, bytesPerClaim(live));
        }
    }

    static double bytesPerClaim(int live) {
        InMemoryReplayGuard guard = InMemoryReplayGuard.create(live * 2, Clock.systemUTC());
        try {
            long before = usedHeap();
            for (int i = 0; i < live; i++) {
                guard.tryClaim(LiveClaims.key(i), Duration.ofMinutes(11));
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
