package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.verify.Verification.Verified;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An accepted delivery in the hands of an adapter, which calls the application and then reports how it went, with exactly
 * one of {@link #succeeded()}, {@link #failed} or {@link #completed}; the first report counts. A failed delivery is given
 * back, so that the sender can send it again.
 *
 * <p>Thread-safe.
 */
public final class WebhookDelivery implements Admission {
    private final WebhookEndpoint endpoint;
    private final Verified verified;
    private final StrapiEvent event;
    private final Attempt attempt;
    private final AtomicBoolean reported = new AtomicBoolean();

    WebhookDelivery(WebhookEndpoint endpoint, Verified verified, StrapiEvent event, Attempt attempt) {
        this.attempt = requireNonNull(attempt, "deliveries come from WebhookEndpoint only");
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

    /** The application handled it. */
    public void succeeded() {
        if (reported.compareAndSet(false, true)) {
            endpoint.handled(this, attempt);
        }
    }

    /**
     * The application did not handle it.
     *
     * @param cause what it threw; null when it only answered with an error
     * @return what the sender gets, unless the application has answered already
     */
    public WebhookResponse failed(@Nullable Throwable cause) {
        if (reported.compareAndSet(false, true)) {
            endpoint.failed(this, attempt, cause);
        }
        return WebhookResponse.HANDLER_FAILED;
    }

    /**
     * The application answered by itself.
     *
     * @param status its HTTP status; from 500 on, the delivery counts as failed
     */
    public void completed(int status) {
        if (status >= WebhookResponse.HANDLER_FAILED.status()) {
            failed(null);
        } else {
            succeeded();
        }
    }

    @Override
    public String toString() {
        return event.toString();
    }
}
