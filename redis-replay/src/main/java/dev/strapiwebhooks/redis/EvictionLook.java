package dev.strapiwebhooks.redis;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known of evictions at one time.
 *
 * @param at when, in nanoseconds
 * @param connections how many connections had ever been made
 * @param unsafePolicy under which keys may be evicted; null when none are
 * @param evicted how many keys each server has evicted since it was started, by its run
 * @param hasEvicted whether that has grown since the first look
 * @param evictedAt when it was last seen to have grown
 */
record EvictionLook(
        long at,
        long connections,
        @Nullable String unsafePolicy,
        Map<String, Long> evicted,
        boolean hasEvicted,
        long evictedAt) {

    /** The first look only takes down the counts. A server that is new later counts from zero: it may be a failover. */
    static EvictionLook after(@Nullable EvictionLook last, ServerInfo.Answer answer, long now, long connections) {
        if (last == null) {
            return new EvictionLook(now, connections, answer.unsafePolicy(), answer.evicted(), false, now);
        }
        boolean grown = answer.evicted().entrySet().stream()
                .anyMatch(server -> server.getValue() > last.evicted().getOrDefault(server.getKey(), 0L));
        Map<String, Long> evicted = new HashMap<>(last.evicted());
        evicted.putAll(answer.evicted());
        return new EvictionLook(
                now,
                connections,
                answer.unsafePolicy(),
                Map.copyOf(evicted),
                grown || last.hasEvicted(),
                grown ? now : last.evictedAt());
    }
}
