package dev.strapiwebhooks.redis;

import dev.strapiwebhooks.replay.ReplayKey;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** The commands. Each is atomic, and may be executed although its answer is lost. */
final class RedisClaims {
    /** Claims need minutes; Redis cannot count much further than this. */
    private static final Duration LONGEST_CLAIM = Duration.ofDays(36_500);

    /** A claim under one of the void tokens, the third argument and those behind it, is none. */
    private static final String CLAIM = """
            local held = redis.call('get', KEYS[1])
            for i = 3, #ARGV do
              if held == ARGV[i] then held = false end
            end
            if held then return 0 end
            redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
            return 1""";

    private static final String DELETE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    private final UnifiedJedis client;
    private final String keyPrefix;

    RedisClaims(UnifiedJedis client, String keyPrefix) {
        this.client = client;
        this.keyPrefix = keyPrefix;
    }

    boolean claim(ReplayKey key, String token, Duration keepFor, List<String> voidTokens) {
        if (voidTokens.isEmpty()) {
            return "OK"
                    .equals(client.set(
                            name(key), token, SetParams.setParams().nx().px(millis(keepFor))));
        }
        List<String> arguments = new ArrayList<>(List.of(token, String.valueOf(millis(keepFor))));
        arguments.addAll(voidTokens);
        return Long.valueOf(1).equals(client.eval(CLAIM, List.of(name(key)), arguments));
    }

    @Nullable
    String tokenOf(ReplayKey key) {
        return client.get(name(key));
    }

    void delete(ReplayKey key, String token) {
        Object unused = client.eval(DELETE, List.of(name(key)), List.of(token));
    }

    /** Asks for what no claim is called, and needs all that the script for releases needs, so that health knows it. */
    void check() {
        Object unused = client.eval(DELETE, List.of(keyPrefix + "check"), List.of(""));
    }

    /**
     * False where the server has refused, or no connection was to be had. Clients for clusters try several times by
     * themselves, and the last failure tells nothing of those before.
     */
    boolean mayHaveBeenExecuted(Throwable e) {
        return !(client instanceof RedisClient)
                || !(e instanceof JedisDataException
                        || e.getCause() instanceof NoSuchElementException // the pool is exhausted
                        || Stream.of(e.getSuppressed()).anyMatch(ConnectException.class::isInstance));
    }

    private String name(ReplayKey key) {
        return keyPrefix + key.hex();
    }

    private static long millis(Duration keepFor) {
        return Math.max(1, keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM.toMillis() : keepFor.toMillis());
    }
}
