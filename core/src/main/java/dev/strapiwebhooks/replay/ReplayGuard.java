package dev.strapiwebhooks.replay;

import dev.strapiwebhooks.spi.UncertainClaims;
import java.time.Duration;

/**
 * Remembers claimed deliveries for a while. This is the seam for a store that several receivers share.
 *
 * <p>Implementations are thread-safe, and {@link #tryClaim} is atomic: of any number of simultaneous claims of one key
 * exactly one succeeds. A store that cannot answer, or has no room, throws any {@link RuntimeException}; the delivery
 * is then refused with status 503 and nothing is accepted. Where the store may have made the claim nevertheless, {@link
 * UncertainClaims} keeps a resend from being refused as a replay. It never forgets a live key to make room.
 */
public interface ReplayGuard {
    /**
     * Claims a delivery, once.
     *
     * @param key the delivery
     * @param keepFor how long the claim must be remembered, at least; counted by the store's own clock, so that
     *     receivers whose clocks differ agree
     * @return true when this call claimed the key, false when it was claimed before and still is
     */
    boolean tryClaim(ReplayKey key, Duration keepFor);

    /**
     * Gives back a claim that this guard has made, because the application failed to handle the delivery and a resend should
     * be accepted. Releasing what is not claimed does nothing. A store that is shared should compare more than the key: a late
     * release must not end another receiver's claim.
     *
     * @param key the delivery
     */
    void release(ReplayKey key);

    /** Throws any {@link RuntimeException} when the store cannot be reached now. For health checks. */
    default void check() {}
}
