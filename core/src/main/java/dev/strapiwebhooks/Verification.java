package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.KeyMatch;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome of {@link WebhookVerifier#verify}: {@link Verified} or {@link Rejected}, nothing else. */
public sealed interface Verification {
    /**
     * The verified delivery, for code that prefers an exception to a test.
     *
     * @return the delivery
     * @throws WebhookRejectedException when the request was refused
     */
    Verified orElseThrow();

    /**
     * An authentic delivery. Only a {@link WebhookVerifier} can make one, so holding it is the proof. Immutable, except
     * that {@link #body()} is not copied.
     */
    final class Verified implements Verification {
        private final String endpoint;
        private final byte[] body;
        private final KeyMatch match;
        private final @Nullable Instant timestamp;
        private final long receivedAt;

        /** Derived when it is asked for. Racing threads may each derive it, and get the same. */
        private @Nullable ReplayKey replayKey;

        Verified(String endpoint, byte[] body, KeyMatch match, @Nullable Instant timestamp, Instant receivedAt) {
            this.endpoint = endpoint;
            this.body = body;
            this.match = match;
            this.timestamp = timestamp;
            this.receivedAt = receivedAt.toEpochMilli();
        }

        /**
         * The bytes that were verified.
         *
         * @return the array itself, not a copy; do not change it
         */
        public byte[] body() {
            return body;
        }

        /**
         * Which of the configured keys matched.
         *
         * @return the key's name
         */
        public String keyName() {
            return match.keyName();
        }

        /**
         * When the sender signed.
         *
         * @return the signed time; empty for schemes that prove none
         */
        public Optional<Instant> timestamp() {
            return Optional.ofNullable(timestamp);
        }

        /**
         * How far the signed time lay behind ours.
         *
         * @return our clock minus the signed time, negative when the sender's clock is ahead; empty for schemes that
         *     prove no time
         */
        public Optional<Duration> skew() {
            return Optional.ofNullable(measuredSkew());
        }

        /**
         * The key under which this delivery is remembered.
         *
         * @return the same for every copy of this delivery
         */
        public ReplayKey replayKey() {
            ReplayKey key = replayKey;
            if (key == null) {
                key = ReplayKey.of(endpoint, match.proof());
                replayKey = key;
            }
            return key;
        }

        /** Refuses this delivery after all, because of what it holds: an exception that knows that it was authentic. */
        WebhookRejectedException refuse(RejectionReason reason, String detail) {
            return new WebhookRejectedException(new Rejected(reason, detail, keyName(), measuredSkew()));
        }

        @Override
        public Verified orElseThrow() {
            return this;
        }

        @Override
        public String toString() {
            return "Verified[key=" + keyName() + ", bytes=" + body.length + ", skew=" + measuredSkew() + "]";
        }

        private @Nullable Duration measuredSkew() {
            return timestamp == null ? null : Duration.between(timestamp, Instant.ofEpochMilli(receivedAt));
        }
    }

    /** A refused request. Holds nothing that the sender wrote, so it is safe to log. Immutable. */
    final class Rejected implements Verification {
        private final RejectionReason reason;
        private final String detail;
        private final @Nullable String keyName;
        private final @Nullable Duration skew;

        Rejected(RejectionReason reason, String detail, @Nullable String keyName, @Nullable Duration skew) {
            this.reason = reason;
            this.detail = detail;
            this.keyName = keyName;
            this.skew = skew;
        }

        /**
         * Why.
         *
         * @return the reason
         */
        public RejectionReason reason() {
            return reason;
        }

        /**
         * Why, in a sentence for the operator.
         *
         * @return fixed text and numbers, never text of the sender
         */
        public String detail() {
            return detail;
        }

        /**
         * Which key matched, when one did and the request was refused for another reason.
         *
         * @return the key's name; empty when the request was not proven authentic
         */
        public Optional<String> keyName() {
            return Optional.ofNullable(keyName);
        }

        /**
         * How far an authentic timestamp was off.
         *
         * @return our clock minus the signed time, negative when the sender's clock is ahead; empty when no authentic
         *     time was seen
         */
        public Optional<Duration> skew() {
            return Optional.ofNullable(skew);
        }

        @Override
        public Verified orElseThrow() {
            throw new WebhookRejectedException(this);
        }

        @Override
        public String toString() {
            return reason + ": " + detail;
        }
    }
}
