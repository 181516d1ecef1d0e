package dev.strapiwebhooks;

import java.time.Duration;

/**
 * Says how many requests are let in. Asked first of all, before anything of a request is looked at. An implementation
 * that cannot answer throws any {@link RuntimeException}; the request is then refused with status 503.
 *
 * <p>Implementations are thread-safe. {@link Bucket4jRateLimit} is the one to use.
 */
@FunctionalInterface
public interface RateLimit {
    /**
     * Counts a request.
     *
     * @param clientAddress the client's IP address, as text
     * @return zero when the request may pass; otherwise how long the sender should wait
     */
    Duration tryAcquire(String clientAddress);

    /**
     * This limit and another one; a request that this one refuses is not counted by the other.
     *
     * @param other the second limit
     * @return both
     */
    default RateLimit and(RateLimit other) {
        return clientAddress -> {
            Duration wait = tryAcquire(clientAddress);
            return wait.isZero() ? other.tryAcquire(clientAddress) : wait;
        };
    }
}
