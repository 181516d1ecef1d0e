package dev.strapiwebhooks.benchmarks.replay;

import dev.strapiwebhooks.benchmarks.SettableClock;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A guard in its steady state: a delivery each millisecond, and claims that are kept for as many milliseconds as there
 * shall be live ones. So each claim is a new one, and one ends.
 */
final class LiveClaims {
    /** So that a key comes again only when others have long taken its place, as if it were a new one. */
    private static final int GENERATIONS = 8;

    private static final Duration TICK = Duration.ofMillis(1);

    private final SettableClock clock = SettableClock.atSystemTime();
    private final InMemoryReplayGuard guard;
    private final Duration keepFor;
    private final ReplayKey[] keys;
    private final AtomicInteger next = new AtomicInteger();

    private LiveClaims(int live) {
        // Room enough for the same count to fall unevenly on the stripes.
        guard = InMemoryReplayGuard.create(live * 2, clock);
        keepFor = Duration.ofMillis(live);
        keys = IntStream.range(0, live * GENERATIONS).mapToObj(LiveClaims::key).toArray(ReplayKey[]::new);
    }

    static LiveClaims steady(int live) {
        LiveClaims claims = new LiveClaims(live);
        for (int i = 0; i < live; i++) {
            claims.claimNext();
        }
        return claims;
    }

    static ReplayKey key(int number) {
        return ReplayKey.of("benchmark", ByteBuffer.allocate(4).putInt(number).array());
    }

    boolean claimNext() {
        clock.advance(TICK);
        return guard.tryClaim(keys[Math.floorMod(next.getAndIncrement(), keys.length)], keepFor);
    }
}
