package dev.strapiwebhooks.redis;

import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Under which tokens this receiver has claimed lately, so that a release knows its claim also while Redis is away. Thread-safe.
 */
final class RecentClaims {
    private static final int CAPACITY = 10_000;

    record Claim(String token, Duration keepFor) {}

    private final Map<ReplayKey, Claim> claims = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ReplayKey, Claim> eldest) {
            return size() > CAPACITY;
        }
    };

    synchronized void put(ReplayKey key, String token, Duration keepFor) {
        claims.remove(key);
        claims.put(key, new Claim(token, keepFor));
    }

    synchronized @Nullable Claim remove(ReplayKey key) {
        return claims.remove(key);
    }
}
