package dev.strapiwebhooks.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * Refuses while Redis may forget claims before their time, and after it has evicted keys for as long as one of the claims
 * made before could live. Settings change while everything runs, and after a failover another server answers, so Redis is
 * asked again every 30 seconds and when there are new connections. Between two looks a claim costs a few volatile reads
 * and the time. Thread-safe.
 */
final class EvictionCheck {
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(30);
    /** What nanoseconds can count, with room to compare. */
    private static final Duration LONGEST_CLAIM = Duration.ofDays(36_500);

    private final UnifiedJedis client;
    private final ServerInfo info;
    private final boolean waived;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable EvictionLook> lastLook = new AtomicReference<>();
    private final AtomicLong longestClaim = new AtomicLong();

    EvictionCheck(UnifiedJedis client, boolean waived, LongSupplier nanoTime) {
        this.client = client;
        this.info = new ServerInfo(client);
        this.waived = waived;
        this.nanoTime = nanoTime;
    }

    /** For a claim. While it is the policy that is refused, each delivery asks, so that mending needs no restart. */
    void require(Duration keepFor) {
        long nanos = (keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM : keepFor).toNanos();
        if (nanos > longestClaim.get()) {
            longestClaim.accumulateAndGet(nanos, Math::max);
        }
        EvictionLook look = lastLook.get();
        if (!waived && (look == null || isOutdated(look))) {
            look = look();
        }
        requireNothingForgotten(look);
    }

    /** For health: asks at once. */
    void check() {
        requireNothingForgotten(waived ? null : look());
    }

    /** As far as this receiver knows. */
    Duration longestClaim() {
        return Duration.ofNanos(longestClaim.get());
    }

    private boolean isOutdated(EvictionLook look) {
        return look.unsafePolicy() != null
                || nanoTime.getAsLong() - look.at() >= LOOK_EVERY
                || connections() != look.connections();
    }

    private @Nullable EvictionLook look() {
        long connections = connections(); // before, so that a connection made meanwhile is a reason to look again
        ServerInfo.Answer answer = info.ask();
        long now = nanoTime.getAsLong();
        return lastLook.updateAndGet(last -> EvictionLook.after(last, answer, now, connections));
    }

    private void requireNothingForgotten(@Nullable EvictionLook look) {
        if (look == null) {
            return;
        }
        if (look.unsafePolicy() != null) {
            throw new IllegalStateException("Redis may forget claims to make room (maxmemory-policy "
                    + look.unsafePolicy() + "), and a forgotten claim lets a replay through; use a Redis with"
                    + " maxmemory-policy noeviction, or allow it with acceptEviction()");
        }
        long left = look.hasEvicted() ? look.evictedAt() + longestClaim.get() - nanoTime.getAsLong() : 0;
        if (left > 0) {
            throw new IllegalStateException(
                    "Redis has evicted keys (evicted_keys has grown), and a forgotten claim lets"
                            + " a replay through; deliveries are refused for " + TimeUnit.NANOSECONDS.toSeconds(left)
                            + " more seconds, until no claim from before is live. Keep maxmemory-policy noeviction and give"
                            + " Redis enough memory, or allow it with acceptEviction()");
        }
    }

    /** How many connections were ever made. Clients for clusters and sentinels do not tell. */
    private long connections() {
        return client instanceof RedisClient pooled ? pooled.getPool().getCreatedCount() : 0;
    }
}
