package dev.strapiwebhooks.redis;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Asks Redis once whether it may forget keys before their time. */
final class EvictionCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RedisReplayGuard.class);

    private volatile boolean passed;

    private EvictionCheck(boolean passed) {
        this.passed = passed;
    }

    static EvictionCheck required() {
        return new EvictionCheck(false);
    }

    static EvictionCheck waived() {
        return new EvictionCheck(true);
    }

    /** Asked again for each delivery until it is mended, so that mending needs no restart. */
    void require(UnifiedJedis client) {
        if (passed) {
            return;
        }
        Map<String, String> memory = memory(client);
        String policy = memory.getOrDefault("maxmemory_policy", "noeviction");
        boolean limited = !memory.getOrDefault("maxmemory", "0").equals("0");
        if (limited && !policy.equals("noeviction")) {
            throw new IllegalStateException("Redis may forget claims to make room (maxmemory-policy " + policy
                    + "), and a forgotten claim lets a replay through; use a Redis with maxmemory-policy noeviction,"
                    + " or allow it with acceptEviction()");
        }
        passed = true;
    }

    private static Map<String, String> memory(UnifiedJedis client) {
        try {
            return client.info("memory")
                    .lines()
                    .map(line -> line.split(":", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(
                            pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1].strip(), (one, other) -> one));
        } catch (JedisDataException | UnsupportedOperationException e) {
            if (e instanceof JedisDataException && !isNotAllowed(e)) {
                throw e;
            }
            LOG.warn(
                    "Redis does not say whether it may forget claims ({}); make sure that its maxmemory-policy is"
                            + " noeviction",
                    e.getClass().getSimpleName());
            return Map.of();
        }
    }

    /** An ACL or a managed service that does not let us ask. Everything else is a failure, which is asked again. */
    private static boolean isNotAllowed(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("NOPERM") || message.startsWith("ERR unknown command");
    }
}
