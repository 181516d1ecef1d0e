package dev.strapiwebhooks.redis;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * A {@link ReplayGuard} in Redis or Valkey, for any number of receivers. A claim is one {@code SET key token NX PX}, so
 * Redis decides and counts the time. While Redis does not answer within the timeout, deliveries are refused with status
 * 503; nobody needs to restart anything afterwards.
 *
 * <pre>{@code
 * RedisReplayGuard guard = RedisReplayGuard.connect("rediss://receiver:password@redis.example:6380/0");
 * WebhookVerifier verifier = WebhookVerifier.timestamped(secret).replayGuard(guard).build();
 * }</pre>
 *
 * <p>Redis must not forget claims: where its eviction policy may, the first claim fails with the remedy, and with it every
 * delivery. A Redis that loses its data (a restart without persistence, a failover to a replica that lags behind) forgets
 * them nevertheless, and then a copy within its window passes; where that matters, use the JDBC guard or the inbox.
 *
 * <p>Connects when it is first used. Thread-safe.
 */
public final class RedisReplayGuard implements ReplayGuard, AutoCloseable {
    /** Claims need minutes; Redis cannot count much further than this. */
    private static final Duration LONGEST_CLAIM = Duration.ofDays(36_500);

    private static final List<String> NOT_PRIMARY = List.of("READONLY", "MASTERDOWN", "LOADING");

    private final UnifiedJedis client;
    private final boolean ownsClient;
    private final String keyPrefix;
    private final EvictionCheck evictionCheck;
    private final String receiver = UUID.randomUUID().toString();
    private final AtomicLong serial = new AtomicLong();

    RedisReplayGuard(UnifiedJedis client, boolean ownsClient, String keyPrefix, EvictionCheck evictionCheck) {
        this.client = client;
        this.ownsClient = ownsClient;
        this.keyPrefix = keyPrefix;
        this.evictionCheck = evictionCheck;
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
        evictionCheck.require(client);
        String name = keyPrefix + key.hex();
        String token = receiver + ":" + serial.incrementAndGet();
        SetParams once = SetParams.setParams().nx().px(millis(keepFor));
        try {
            return claim(name, token, once);
        } catch (JedisException e) {
            requireWorthAnotherTry(e);
            // The lost answer may have been "claimed"; then the token there is ours.
            return claim(name, token, once) || token.equals(client.get(name));
        }
    }

    @Override
    public void release(ReplayKey key) {
        String name = keyPrefix + key.hex();
        try {
            client.del(name);
        } catch (JedisException e) {
            requireWorthAnotherTry(e);
            client.del(name);
        }
    }

    @Override
    public void check() {
        try {
            client.ping();
        } catch (JedisException e) {
            requireWorthAnotherTry(e);
            client.ping();
        }
        evictionCheck.require(client);
    }

    /** Closes its connections; a client that the application gave stays open. */
    @Override
    public void close() {
        if (ownsClient) {
            client.close();
        }
    }

    private boolean claim(String name, String token, SetParams once) {
        return "OK".equals(client.set(name, token, once));
    }

    private static long millis(Duration keepFor) {
        return Math.max(1, keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM.toMillis() : keepFor.toMillis());
    }

    /**
     * A broken connection, or one to a Redis that is no longer the primary. After a restart or a failover all idle ones are
     * like that; finding it out one by one would refuse as many deliveries.
     */
    private void requireWorthAnotherTry(JedisException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof JedisConnectionException) && NOT_PRIMARY.stream().noneMatch(message::startsWith)) {
            throw e;
        }
        if (client instanceof RedisClient pooled) {
            pooled.getPool().clear();
        }
    }
}
