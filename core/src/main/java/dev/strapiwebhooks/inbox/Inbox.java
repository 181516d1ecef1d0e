package dev.strapiwebhooks.inbox;

import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
    Statistics statistics();

    /**
     * What could not be handled.
     *
     * @return the dead letters of this inbox
     */
    DeadLetters deadLetters();

    /** Throws any {@link RuntimeException} when the store cannot be reached now. For health checks. */
    default void check() {
        Statistics unused = statistics();
    }

    /** How much an inbox holds. Immutable. */
    final class Statistics {
        private final long depth;
        private final @Nullable Instant oldest;
        private final long dead;

        private Statistics(long depth, @Nullable Instant oldest, long dead) {
            this.depth = depth;
            this.oldest = oldest;
            this.dead = dead;
        }

        /**
         * Some numbers.
         *
         * @param depth deliveries that wait for their handler, those being handled or retried included
         * @param oldest since when the oldest of them waits; null when none does
         * @param dead deliveries that were given up and wait for a person
         * @return the numbers
         */
        public static Statistics of(long depth, @Nullable Instant oldest, long dead) {
            return new Statistics(depth, oldest, dead);
        }

        /** {@return how many deliveries wait for their handler, those being handled or retried included} */
        public long depth() {
            return depth;
        }

        /** {@return since when the oldest of them waits; empty when none does} */
        public Optional<Instant> oldest() {
            return Optional.ofNullable(oldest);
        }

        /** {@return how many deliveries were given up and wait for a person} */
        public long dead() {
            return dead;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Statistics that
                    && depth == that.depth
                    && Objects.equals(oldest, that.oldest)
                    && dead == that.dead;
        }

        @Override
        public int hashCode() {
            return Objects.hash(depth, oldest, dead);
        }

        @Override
        public String toString() {
            return depth + " waiting" + (oldest == null ? "" : " since " + oldest) + ", " + dead + " dead";
        }
    }
}
