package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.event.EventBindingException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.RequestTimer;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An accepted delivery in the hands of an adapter, which calls the application and then says what became of it, with
 * {@link #settle}. What the application declined, or failed at, is given back, so that the sender can send it again.
 *
 * <p>Thread-safe.
 */
public final class WebhookDelivery implements Admission {
    private final WebhookEndpoint endpoint;
    private final Verified verified;
    private final StrapiEvent event;
    private final RequestTimer timer;
    private final AtomicBoolean settled = new AtomicBoolean();

    WebhookDelivery(WebhookEndpoint endpoint, Verified verified, StrapiEvent event, RequestTimer timer) {
        this.timer = requireNonNull(timer, "deliveries come from WebhookEndpoint only");
        this.endpoint = requireNonNull(endpoint, "deliveries come from WebhookEndpoint only");
        this.verified = requireNonNull(verified, "deliveries come from WebhookEndpoint only");
        this.event = requireNonNull(event, "deliveries come from WebhookEndpoint only");
    }

    /**
     * The typed event.
     *
     * @return the event
     */
    public StrapiEvent event() {
        return event;
    }

    /**
     * The proof, with the raw bytes.
     *
     * @return what the verifier found
     */
    public Verified verified() {
        return verified;
    }

    /** {@return the name of the endpoint that accepted it} */
    public String endpointName() {
        return endpoint.name();
    }

    /**
     * Whether this delivery came in through an endpoint. Where several filters see one request, each trusts its own
     * deliveries only.
     *
     * @param candidate the endpoint
     * @return true when it accepted this delivery
     */
    public boolean cameThrough(WebhookEndpoint candidate) {
        return endpoint.equals(candidate);
    }

    /**
     * Settles the delivery. The first call counts, so an adapter may say what it knows at several points.
     *
     * @param outcome what became of it
     * @return what the sender gets, unless the application has answered
     */
    public WebhookResponse settle(Outcome outcome) {
        if (settled.compareAndSet(false, true)) {
            endpoint.settle(this, outcome, timer);
        }
        return outcome.response();
    }

    @Override
    public String toString() {
        return event.toString();
    }

    /**
     * What became of a delivery in the application, as its adapter saw it. {@link WebhookDelivery#settle} takes it; what
     * follows from it is decided here and nowhere else.
     *
     * <p>Immutable and thread-safe.
     */
    public static final class Outcome {
        /** Causes can go in circles. */
        private static final int DEEPEST_CAUSE = 100;

        private static final Outcome IGNORED = new Outcome(Verdict.IGNORED, -1, null);

        private final Verdict verdict;
        private final int status;
        private final @Nullable Throwable failure;

        private Outcome(Verdict verdict, int status, @Nullable Throwable failure) {
            this.verdict = verdict;
            this.status = status;
            this.failure = failure;
        }

        /**
         * The application answered.
         *
         * @param status its HTTP status: below 300 the delivery is handled, from 500 on it failed, between them the application
         *     declined it
         * @return the outcome
         */
        public static Outcome answered(int status) {
            Verdict verdict = status >= 500 ? Verdict.FAILED : status >= 300 ? Verdict.DECLINED : Verdict.HANDLED;
            return new Outcome(verdict, status, null);
        }

        /**
         * The application has no handler for an event of this kind, and wants none.
         *
         * @return the outcome
         */
        public static Outcome ignored() {
            return IGNORED;
        }

        /**
         * The application threw, and nothing of its answer was sent.
         *
         * @param failure what it threw; an {@link EventBindingException} in it means that the entry does not fit, and the
         *     delivery is declined
         * @return the outcome
         */
        public static Outcome threw(Throwable failure) {
            Verdict verdict =
                    find(failure, EventBindingException.class).isPresent() ? Verdict.DECLINED : Verdict.FAILED;
            return new Outcome(verdict, -1, failure);
        }

        /**
         * The application threw when its answer had begun. An {@link IOException} then only says that the answer could not be
         * sent, so the status counts: or else someone who can cut connections could have one delivery handled as often as they
         * like.
         *
         * @param status the status that was sent
         * @param failure what it threw
         * @return the outcome
         */
        public static Outcome threwAfter(int status, Throwable failure) {
            return find(failure, IOException.class).isPresent()
                    ? answered(status)
                    : new Outcome(Verdict.FAILED, -1, failure);
        }

        /**
         * How the delivery ends.
         *
         * @return handled, ignored, declined or failed
         */
        public Verdict verdict() {
            return verdict;
        }

        /** Whether the sender may send the same delivery again. */
        boolean givesBack() {
            return verdict == Verdict.DECLINED || verdict == Verdict.FAILED;
        }

        /** What the application answered; empty where it did not. */
        OptionalInt status() {
            return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
        }

        Optional<Throwable> failure() {
            return Optional.ofNullable(failure);
        }

        /** What the sender gets, where the application has not answered. */
        WebhookResponse response() {
            if (verdict == Verdict.FAILED) {
                return WebhookResponse.HANDLER_FAILED;
            }
            return failure()
                    .flatMap(thrown -> find(thrown, EventBindingException.class))
                    .map(mismatch -> WebhookResponse.entryMismatch(mismatch.getMessage()))
                    .orElse(WebhookResponse.NO_CONTENT);
        }

        /** Frameworks wrap what handlers throw. */
        private static <T extends Throwable> Optional<T> find(@Nullable Throwable failure, Class<T> type) {
            return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .limit(DEEPEST_CAUSE)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst();
        }

        @Override
        public String toString() {
            return verdict + (status < 0 ? "" : " " + status);
        }
    }
}
