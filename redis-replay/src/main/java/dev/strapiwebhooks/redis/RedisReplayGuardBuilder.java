package dev.strapiwebhooks.redis;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.strapiwebhooks.internal.Placeholders;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Configures a {@link RedisReplayGuard}. Setting a value twice throws {@link IllegalStateException}. Not thread-safe.
 */
public final class RedisReplayGuardBuilder {
    private static final String DEFAULT_KEY_PREFIX = "strapi-webhook:replay:";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    private static final int DEFAULT_MAX_CONNECTIONS = 16;

    private final @Nullable URI url;
    private final @Nullable UnifiedJedis client;
    private @Nullable String keyPrefix;
    private @Nullable Duration timeout;
    private @Nullable Integer maxConnections;
    private boolean acceptsEviction;
    private LongSupplier nanoTime = System::nanoTime;

    RedisReplayGuardBuilder(String url) {
        this.url = parsed(url);
        this.client = null;
    }

    RedisReplayGuardBuilder(UnifiedJedis client) {
        this.url = null;
        this.client = requireNonNull(client, "client");
    }

    /**
     * What every key begins with.
     *
     * @param value {@code strapi-webhook:replay:} unless set
     * @return this builder
     */
    public RedisReplayGuardBuilder keyPrefix(String value) {
        requireUnset(keyPrefix, "key prefix");
        keyPrefix = requireNonNull(value, "key prefix");
        return this;
    }

    /**
     * How long to wait for each: a free connection, a new connection, and an answer. A broken connection is tried once
     * more, so a delivery may wait for some multiples of it before it is refused.
     *
     * @param value positive, at most 30 seconds; 2 seconds unless set
     * @return this builder
     */
    public RedisReplayGuardBuilder timeout(Duration value) {
        requireUnset(timeout, "timeout");
        requireOwnConnections("timeout");
        if (value.toMillis() < 1 || value.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "the timeout must be from 1 millisecond to " + LONGEST_TIMEOUT + ", not " + value);
        }
        timeout = value;
        return this;
    }

    /**
     * How many connections there are at most. Each serves one claim at a time.
     *
     * @param value at least 1; {@value #DEFAULT_MAX_CONNECTIONS} unless set
     * @return this builder
     */
    public RedisReplayGuardBuilder maxConnections(int value) {
        requireUnset(maxConnections, "maximum of connections");
        requireOwnConnections("maximum of connections");
        if (value < 1) {
            throw new IllegalArgumentException("there must be at least 1 connection, not " + value);
        }
        maxConnections = value;
        return this;
    }

    /**
     * Accepts a Redis that may forget claims to make room, or has, and with them protection against replays.
     *
     * @return this builder
     */
    public RedisReplayGuardBuilder acceptEviction() {
        acceptsEviction = true;
        return this;
    }

    /** For tests: what counts the time between two looks at evictions. */
    RedisReplayGuardBuilder nanoTime(LongSupplier value) {
        nanoTime = value;
        return this;
    }

    /**
     * Builds the guard. Does not connect yet.
     *
     * @return the guard
     */
    public RedisReplayGuard build() {
        UnifiedJedis used = client == null ? connections(requireNonNull(url)) : client;
        return new RedisReplayGuard(
                used,
                client == null,
                requireNonNullElse(keyPrefix, DEFAULT_KEY_PREFIX),
                new EvictionCheck(used, acceptsEviction, nanoTime));
    }

    private RedisClient connections(URI server) {
        Duration wait = requireNonNullElse(timeout, DEFAULT_TIMEOUT);
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .user(JedisURIHelper.getUser(server))
                .password(JedisURIHelper.getPassword(server))
                .database(JedisURIHelper.getDBIndex(server))
                .timeoutMillis((int) wait.toMillis())
                .clientName("strapi-webhooks");
        if (JedisURIHelper.isRedisSSLScheme(server)) {
            config.sslOptions(SslOptions.builder().build()); // certificate and host name are checked
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(requireNonNullElse(maxConnections, DEFAULT_MAX_CONNECTIONS));
        pool.setMaxIdle(pool.getMaxTotal());
        pool.setMaxWait(wait);
        pool.setJmxEnabled(false);
        return RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(server))
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    /** Never repeats the text, which may hold a password. */
    private static URI parsed(String url) {
        Placeholders.requireNone("the URL of Redis", url);
        URI parsed = null;
        try {
            parsed = new URI(url);
        } catch (URISyntaxException e) {
            // told below, without the text that the exception repeats
        }
        boolean known = parsed != null
                && (JedisURIHelper.isRedisScheme(parsed) || JedisURIHelper.isRedisSSLScheme(parsed))
                && parsed.getHost() != null;
        if (parsed == null || !known) {
            throw new IllegalArgumentException("the URL of Redis is not understood; write redis://host:6379 or"
                    + " rediss://user:password@host:6380/0, with characters like # or @ in a password as %23 or %40");
        }
        return parsed.getPort() >= 0 ? parsed : withDefaultPort(parsed);
    }

    private static URI withDefaultPort(URI url) {
        try {
            return new URI(
                    url.getScheme(), url.getUserInfo(), url.getHost(), 6379, url.getPath(), url.getQuery(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a valid URL with a port is valid");
        }
    }

    private void requireOwnConnections(String what) {
        if (client != null) {
            throw new IllegalStateException("the " + what + " is a matter of the client that was given");
        }
    }

    private static void requireUnset(@Nullable Object current, String what) {
        if (current != null) {
            throw new IllegalStateException("the " + what + " is set twice");
        }
    }
}
