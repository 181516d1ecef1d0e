package dev.strapiwebhooks.redis;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.spi.UncertainClaims;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A {@link ReplayGuard} in Redis or Valkey, for any number of receivers. A claim is one {@code SET key token NX PX}, so
 * Redis decides and counts the time. While Redis does not answer within the timeout, deliveries are refused with status
 * 503; nobody needs to restart anything afterwards.
 *
 * <p>Status 503 means that the delivery may be sent again. Redis may have made the claim of which the answer was lost, or
 * make it later; this receiver knows such a claim by its token, and gives it to the resend. For other receivers it is
 * deleted, by a daemon thread that lives while there is something to delete: mostly within a few seconds after Redis
 * answers again, in the worst case 30; until then they refuse the resend as a replay. A receiver that is killed, and not
 * closed, leaves such claims until they end by themselves.
 *
 * <pre>{@code
 * RedisReplayGuard guard = RedisReplayGuard.connect("rediss://receiver:password@redis.example:6380/0");
 * WebhookVerifier verifier = WebhookVerifier.timestamped(secret).replayGuard(guard).build();
 * }</pre>
 *
 * <p>Redis must not forget claims: where its eviction policy may, every delivery is refused, with the remedy. Redis is asked
 * at the first claim, after new connections, every 30 seconds and by {@link #check}; clients for clusters and sentinels do
 * not tell of new connections. Where keys were evicted meanwhile, deliveries are refused until no claim from before is
 * live. What was evicted before this receiver started, it does not know. A Redis that loses its data (a restart without persistence, a failover to a replica that lags behind) forgets
 * them nevertheless, and then a copy within its window passes; where that matters, use the JDBC guard or the inbox.
 *
 * <p>An ACL user needs {@code +set +get +del +eval} on the keys; {@code +info} too, or nobody asks for evictions. Connects
 * when it is first used. Thread-safe.
 */
public final class RedisReplayGuard implements ReplayGuard, AutoCloseable {
    private static final List<String> NOT_PRIMARY = List.of("READONLY", "MASTERDOWN", "LOADING");

    private final UnifiedJedis client;
    private final boolean ownsClient;
    private final RedisClaims claims;
    private final EvictionCheck eviction;
    private final UncertainClaims uncertain;
    private final RecentClaims recent = new RecentClaims();
    private final String receiver = UUID.randomUUID() + ":";
    private final AtomicLong serial = new AtomicLong();

    RedisReplayGuard(UnifiedJedis client, boolean ownsClient, String keyPrefix, EvictionCheck eviction) {
        this.client = client;
        this.ownsClient = ownsClient;
        this.claims = new RedisClaims(client, keyPrefix);
        this.eviction = eviction;
        this.uncertain = new UncertainClaims(this::delete);
    }

    /**
     * A guard with default settings.
     *
     * @param url see {@link #builder(String)}
     * @return a guard; close it with the application
     */
    public static RedisReplayGuard connect(String url) {
        return builder(url).build();
    }

    /**
     * Configures a guard with connections of its own.
     *
     * @param url {@code redis://host:6379}, or {@code rediss://user:password@host:6380/0} for TLS, an ACL user and a
     *     database number
     * @return a builder
     * @throws IllegalArgumentException when it is not such a URL; the message does not repeat it
     */
    public static RedisReplayGuardBuilder builder(String url) {
        return new RedisReplayGuardBuilder(url);
    }

    /**
     * Configures a guard on the application's client, also for a cluster or sentinels. Its timeouts and pool are the
     * application's.
     *
     * @param client not closed with the guard
     * @return a builder
     */
    public static RedisReplayGuardBuilder builder(UnifiedJedis client) {
        return new RedisReplayGuardBuilder(client);
    }

    @Override
    public boolean tryClaim(ReplayKey key, Duration keepFor) {
        if (keepFor.isNegative()) {
            throw new IllegalArgumentException("a claim cannot be kept for " + keepFor);
        }
        return withAnotherTry(() -> attempt(key, keepFor));
    }

    @Override
    public void release(ReplayKey key) {
        RecentClaims.Claim made = recent.remove(key);
        if (made == null) {
            made = olderClaim(key);
        }
        if (made == null) {
            return;
        }
        try {
            delete(key, made.token());
        } catch (RuntimeException e) {
            uncertain.add(key, made.token(), made.keepFor());
            throw e;
        }
    }

    @Override
    public void check() {
        withAnotherTry(() -> {
            claims.check();
            eviction.check();
            return true;
        });
    }

    /**
     * Gives back what it may have claimed without knowing, where Redis answers, and closes its connections; a client that
     * the application gave stays open.
     */
    @Override
    public void close() {
        uncertain.close();
        if (ownsClient) {
            client.close();
        }
    }

    /** Each attempt has a token of its own, so that what became of one can be told from what became of another. */
    private boolean attempt(ReplayKey key, Duration keepFor) {
        eviction.require(keepFor);
        String token = receiver + serial.incrementAndGet();
        boolean claimed;
        try {
            claimed = claims.claim(key, token, keepFor, uncertain.tokens(key));
        } catch (RuntimeException | Error e) {
            if (claims.mayHaveBeenExecuted(e)) {
                uncertain.add(key, token, keepFor);
            }
            throw e;
        }
        if (claimed) {
            requireStillNothingForgotten(key, token, keepFor);
            recent.put(key, token, keepFor);
        }
        return claimed;
    }

    /** The claim may have gone to another server than the one that was asked, by a new connection. */
    private void requireStillNothingForgotten(ReplayKey key, String token, Duration keepFor) {
        try {
            eviction.require(keepFor);
        } catch (RuntimeException e) {
            uncertain.add(key, token, keepFor);
            throw e;
        }
    }

    /** Made by this receiver, and longer ago than it remembers. */
    private RecentClaims.@Nullable Claim olderClaim(ReplayKey key) {
        String held = withAnotherTry(() -> Optional.ofNullable(claims.tokenOf(key)))
                .filter(token -> token.startsWith(receiver))
                .orElse(null);
        return held == null ? null : new RecentClaims.Claim(held, eviction.longestClaim());
    }

    private void delete(ReplayKey key, String token) {
        withAnotherTry(() -> {
            claims.delete(key, token);
            return true;
        });
    }

    private <T> T withAnotherTry(Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisException e) {
            requireWorthAnotherTry(e);
            return work.get();
        }
    }

    /**
     * A broken connection, or one to a Redis that is no longer the primary. After a restart or a failover all idle ones are
     * like that; finding it out one by one would refuse as many deliveries.
     */
    private void requireWorthAnotherTry(JedisException e) {
        String message = String.valueOf(e.getMessage());
        // Before Redis 7 the error of a script is somewhere in a longer one.
        boolean notPrimary =
                NOT_PRIMARY.stream().anyMatch(code -> message.startsWith(code) || message.contains(" -" + code + " "));
        if (!(e instanceof JedisConnectionException) && !notPrimary) {
            throw e;
        }
        if (client instanceof RedisClient pooled) {
            pooled.getPool().clear();
        }
    }
}
