package dev.strapiwebhooks.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Reads from {@code INFO} what tells whether keys are evicted. */
final class ServerInfo {
    private static final Logger LOG = LoggerFactory.getLogger(RedisReplayGuard.class);

    /**
     * One answer, of one server or of all of a cluster.
     *
     * @param unsafePolicy under which keys may be evicted; null when none are
     * @param evicted how many keys each server has evicted, by its run
     */
    record Answer(@Nullable String unsafePolicy, Map<String, Long> evicted) {}

    private final UnifiedJedis client;
    private final AtomicBoolean warned = new AtomicBoolean();

    ServerInfo(UnifiedJedis client) {
        this.client = client;
    }

    /** Nothing unsafe where Redis does not let us ask. */
    Answer ask() {
        try {
            return answer(texts().stream().map(ServerInfo::fields).toList());
        } catch (JedisDataException | UnsupportedOperationException e) {
            if (e instanceof JedisDataException && !isNotAllowed(e)) {
                throw e;
            }
            if (warned.compareAndSet(false, true)) {
                LOG.warn(
                        "Redis does not say whether it may forget claims ({}); make sure that its maxmemory-policy is"
                                + " noeviction",
                        e.getClass().getSimpleName());
            }
            return new Answer(null, Map.of());
        }
    }

    /** Everything in one answer, or two questions might be answered by two servers. */
    private List<String> texts() {
        if (!(client instanceof RedisClusterClient cluster)) {
            return List.of(client.info());
        }
        return cluster.getClusterNodes().values().stream()
                .map(ServerInfo::textUnlessAway)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A node that is away takes no claims either; the others go on. */
    private static @Nullable String textUnlessAway(ConnectionPool node) {
        try (Connection connection = node.getResource()) {
            return new Jedis(connection).info();
        } catch (JedisDataException e) {
            throw e;
        } catch (JedisException e) {
            return null;
        }
    }

    private static Answer answer(List<Map<String, String>> servers) {
        Map<String, Long> evicted = new HashMap<>();
        String unsafePolicy = null;
        for (Map<String, String> server : servers) {
            String policy = server.getOrDefault("maxmemory_policy", "noeviction");
            boolean limited = !server.getOrDefault("maxmemory", "0").equals("0");
            unsafePolicy = limited && !policy.equals("noeviction") ? policy : unsafePolicy;
            evicted.put(server.getOrDefault("run_id", ""), Long.parseLong(server.getOrDefault("evicted_keys", "0")));
        }
        return new Answer(unsafePolicy, Map.copyOf(evicted));
    }

    private static Map<String, String> fields(String text) {
        return text.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1].strip(), (one, other) -> one));
    }

    /** An ACL or a managed service that does not let us ask. Everything else is a failure, which is asked again. */
    private static boolean isNotAllowed(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("NOPERM") || message.startsWith("ERR unknown command");
    }
}
