package dev.strapiwebhooks.inbox;

import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Keeps deliveries until they are handled. An endpoint with an inbox answers 202 as soon as a delivery is stored.
 *
 * <p>Implementations are thread-safe. A store that cannot answer throws any {@link RuntimeException}; the delivery is then
 * refused with status 503.
 */
public interface Inbox {
    /**
     * Stores a delivery and claims it against replay, in one transaction: either both have happened, durably, when this
     * returns, or neither.
     *
     * @param key names the delivery; the same for every copy of it
     * @param delivery what was received
     * @param claimFor how long copies must be recognised, at least
     * @return its number in the inbox when this call stored it, see {@link StoredDelivery#id()}; empty when it was stored
     *     before
     */
    OptionalLong store(ReplayKey key, ReceivedDelivery delivery, Duration claimFor);

    /**
     * How much is waiting. May ask the store each time.
     *
     * @return the numbers, as of now
     */
    InboxStatistics statistics();

    /**
     * What could not be handled.
     *
     * @return the dead letters of this inbox
     */
    DeadLetters deadLetters();

    /** Throws any {@link RuntimeException} when the store cannot be reached now. For health checks. */
    default void check() {
        InboxStatistics unused = statistics();
    }
}
