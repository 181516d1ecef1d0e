package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.RequestTimer;
import java.util.concurrent.atomic.AtomicBoolean;

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
}
