package dev.strapiwebhooks.benchmarks.replay;

import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.benchmarks.Bodies;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Threads that share one verifier and one guard, each with a delivery of its own. What is claimed is given back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScalingBenchmark {
    private static final int LIVE = 100_000;
    private static final int KEYS = 4096;

    private final AtomicInteger numbers = new AtomicInteger(LIVE);
    private final WebhookSecret secret = WebhookSecret.of("benchmark-secret-0123456789abcdef");
    private final InMemoryReplayGuard guard = InMemoryReplayGuard.create(LIVE * 2, Clock.systemUTC());
    private final WebhookVerifier verifier =
            WebhookVerifier.timestamped(secret).replayGuard(guard).build();

    /** Fills the guard. */
    @Setup
    public void fill() {
        for (int i = 0; i < LIVE; i++) {
            guard.tryClaim(LiveClaims.key(i), Duration.ofHours(1));
        }
    }

    /** What one thread sends. */
    @State(Scope.Thread)
    public static class Sender {
        private ReplayKey[] keys = {};
        private int next;
        private Map<String, String> headers = Map.of();
        private byte[] body = {};

        /** A delivery that no other thread sends. */
        @Setup
        public void sign(ScalingBenchmark shared) {
            int number = shared.numbers.getAndIncrement();
            keys = IntStream.range(0, KEYS)
                    .mapToObj(i -> LiveClaims.key(number * KEYS + i))
                    .toArray(ReplayKey[]::new);
            body = Bodies.ofSize(2000);
            Instant time = Instant.now().minusSeconds(number % 200);
            headers = WebhookSigner.timestamped(shared.secret).sign(body, time);
        }
    }

    /** The guard alone. */
    @Benchmark
    public boolean claimAndRelease(Sender sender) {
        ReplayKey key = sender.keys[sender.next++ % KEYS];
        if (!guard.tryClaim(key, Duration.ofMinutes(11))) {
            throw new IllegalStateException("another thread has claimed it");
        }
        guard.release(key);
        return true;
    }

    /** The whole verification of 2 kB. */
    @Benchmark
    public Verified verifyAndRelease(Sender sender) {
        Verified verified = verifier.verify(sender.headers, sender.body).orElseThrow();
        verifier.release(verified);
        return verified;
    }
}
