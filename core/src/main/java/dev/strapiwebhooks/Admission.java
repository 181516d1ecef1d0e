package dev.strapiwebhooks;

import dev.strapiwebhooks.Verification.Rejected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link WebhookEndpoint} says of a request: a {@link WebhookDelivery} for the application, or an {@link Answered}
 * request whose answer is written to the sender.
 */
public sealed interface Admission permits WebhookDelivery, Admission.Answered {
    /**
     * What {@link WebhookEndpoint#begin} says of a request's head: a {@link PendingBody}, to be given the body, or an
     * {@link Answered} request, whose body is not read.
     */
    sealed interface Begun permits PendingBody, Answered {}

    /** A request that does not reach the application now, because it was refused, or stored in an inbox. */
    final class Answered implements Admission, Begun {
        static final Answered STORED = new Answered(WebhookResponse.STORED, null);

        private final WebhookResponse response;
        private final @Nullable Rejected rejected;

        Answered(WebhookResponse response, @Nullable Rejected rejected) {
            this.response = response;
            this.rejected = rejected;
        }

        /**
         * What the sender gets.
         *
         * @return the answer
         */
        public WebhookResponse response() {
            return response;
        }

        /**
         * Why it was refused.
         *
         * @return the rejection; empty when it was stored, or something of ours was unavailable
         */
        public Optional<Rejected> rejected() {
            return Optional.ofNullable(rejected);
        }

        /**
         * Whether an inbox has it, from where it will be handled.
         *
         * @return false when it was refused
         */
        public boolean isStored() {
            return this == STORED;
        }

        /** The same, where the rest of the body stays unread, so that the connection can serve no other request. */
        Answered closing() {
            return response.closesConnection() ? this : new Answered(response.closing(), rejected);
        }

        @Override
        public String toString() {
            if (isStored()) {
                return "stored";
            }
            return rejected == null ? response.toString() : rejected.toString();
        }
    }
}
