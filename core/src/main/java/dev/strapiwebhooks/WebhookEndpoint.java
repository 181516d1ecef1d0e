package dev.strapiwebhooks;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.Admission.Begun;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.BodyBudget;
import dev.strapiwebhooks.internal.BodyBuffer;
import dev.strapiwebhooks.internal.HeadCheck;
import dev.strapiwebhooks.internal.RequestTimer;
import dev.strapiwebhooks.internal.RetryLaterException;
import dev.strapiwebhooks.spi.IncomingRequest;
import dev.strapiwebhooks.spi.RequestHead;
import dev.strapiwebhooks.spi.WebhookHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One place that receives webhooks. Owns the order of everything: the request's head, the bounded body, signature, time
 * and replay, and then the typed event. Adapters translate; they decide nothing.
 *
 * <p>Whatever a stranger sends is a {@link Answered} with a status below 500. A failure of ours is a refusal with 503, and
 * nothing is accepted.
 *
 * <p>Immutable and thread-safe; build one and keep it.
 */
public final class WebhookEndpoint {
    /** Largest body that is accepted unless told otherwise, in bytes: 4 MiB. */
    public static final int DEFAULT_MAX_BODY_SIZE = 4 * 1024 * 1024;

    private final WebhookVerifier verifier;
    private final EventReader eventReader;
    private final HeadCheck headCheck;
    private final BodyBuffer.Limits bodyLimits;
    private final BodyBudget bodyBudget;
    private final boolean checksEventHeader;
    private final Reporter reporter;
    private final @Nullable InboxIntake intake;

    WebhookEndpoint(WebhookEndpointBuilder builder) {
        verifier = builder.verifier();
        eventReader = builder.eventReaderOrDefault();
        headCheck = builder.headCheck();
        bodyLimits = builder.bodyLimits();
        bodyBudget = builder.bodyBudget();
        checksEventHeader = builder.checksEventHeader();
        reporter = builder.reporter();
        intake = builder.intake();
    }

    /**
     * An endpoint with default settings.
     *
     * @param verifier verifies the deliveries
     * @return an endpoint
     */
    public static WebhookEndpoint of(WebhookVerifier verifier) {
        return builder(verifier).build();
    }

    /**
     * Configures an endpoint.
     *
     * @param verifier verifies the deliveries
     * @return a builder
     */
    public static WebhookEndpointBuilder builder(WebhookVerifier verifier) {
        return new WebhookEndpointBuilder(verifier);
    }

    /**
     * Judges a request whose body can be read with blocking: head first, then the body, then the delivery.
     *
     * @param request the request
     * @return a delivery for the application, or an answer for the sender
     */
    public Admission receive(IncomingRequest request) {
        Begun begun = begin(request);
        return begun instanceof PendingBody body ? body.read(request) : (Answered) begun;
    }

    /**
     * Judges a request before its body is read, for adapters that read without blocking.
     *
     * @param head method, headers and declared length
     * @return what takes the body, or the refusal
     */
    public Begun begin(RequestHead head) {
        RequestTimer timer = reporter.begin();
        try {
            CheckedHeaders headers = requireHead(head);
            long length = head.contentLength();
            return new PendingBody(this, head, headers, timer, length, bodyBudget.take(headCheck.client(head)));
        } catch (RuntimeException e) {
            Answered refusal = refusal(e, timer);
            return HeadCheck.mayHaveBody(head) ? refusal.closing() : refusal;
        }
    }

    /**
     * The largest accepted body.
     *
     * @return bytes
     */
    public int maxBodySize() {
        return bodyLimits.maxSize();
    }

    /**
     * The endpoint's name.
     *
     * @return the verifier's name
     */
    public String name() {
        return verifier.name();
    }

    /**
     * Whether deliveries are stored in an inbox, and handled from there, so that no handler is called with the request.
     *
     * @return true when there is an inbox
     */
    public boolean storesDeliveries() {
        return intake != null;
    }

    void settle(WebhookDelivery delivery, Outcome outcome, RequestTimer timer) {
        Throwable cause = outcome.failure().orElse(null);
        if (outcome.givesBack()) {
            cause = givenBack(delivery, cause);
        }
        reporter.settled(delivery, outcome, timer, cause);
    }

    /** What is to be reported: a claim that cannot be released ends by itself; until then a resend is refused as a replay. */
    private @Nullable Throwable givenBack(WebhookDelivery delivery, @Nullable Throwable cause) {
        try {
            verifier.release(delivery.verified());
        } catch (WebhookUnavailableException e) {
            if (cause == null) {
                return e;
            }
            cause.addSuppressed(e);
        }
        return cause;
    }

    BodyBuffer.Limits bodyLimits() {
        return bodyLimits;
    }

    private CheckedHeaders requireHead(RequestHead head) {
        headCheck.require(head);
        return verifier.checkHeaders(head);
    }

    Admission deliver(CheckedHeaders checked, WebhookHeaders headers, byte[] body, RequestTimer timer) {
        Verified verified = checked.verify(body).orElseThrow();
        WebhookDelivery delivery = new WebhookDelivery(this, verified, claimedEvent(headers, verified), timer);
        if (intake != null) {
            timer.stored(intake.store(headers, verified, delivery.event()));
            reporter.stored(delivery, timer);
            return Answered.STORED;
        }
        reporter.accepted(delivery, timer);
        return delivery;
    }

    /** The replay claim is made by now; a delivery that does not reach the application must give it back. */
    private StrapiEvent claimedEvent(WebhookHeaders headers, Verified verified) {
        try {
            StrapiEvent event = event(verified);
            if (checksEventHeader && HeadCheck.eventHeaderContradicts(headers, event.name())) {
                throw verified.refuse(
                        RejectionReason.EVENT_HEADER_MISMATCH,
                        "X-Strapi-Event names another event than the signed body;"
                                + " for custom events that do this, allow it with acceptAnyEventHeader()");
            }
            return event;
        } catch (RuntimeException | Error e) {
            verifier.release(verified);
            throw e;
        }
    }

    private StrapiEvent event(Verified verified) {
        try {
            return eventReader.read(verified.body());
        } catch (MalformedEventException e) {
            RejectionReason reason = switch (e.problem()) {
                case INVALID_JSON -> RejectionReason.INVALID_JSON;
                case MISSING_EVENT -> RejectionReason.MISSING_EVENT;
            };
            throw verified.refuse(reason, "authentic, but " + e.getMessage());
        }
    }

    /** Anything unexpected fails closed, as a failure of ours. */
    Answered refusal(RuntimeException e, RequestTimer timer) {
        if (e instanceof WebhookRejectedException rejection) {
            Rejected rejected = rejection.rejection();
            reporter.rejected(rejected, timer);
            return new Answered(WebhookResponse.of(rejected.reason()), rejected);
        }
        if (e instanceof RetryLaterException later) {
            Rejected rejected = later.rejection();
            reporter.rejected(rejected, timer);
            WebhookResponse response = WebhookResponse.of(rejected.reason());
            return new Answered(response.with("Retry-After", later.retryAfter()), rejected);
        }
        WebhookUnavailableException unavailable = e instanceof WebhookUnavailableException known
                ? known
                : new WebhookUnavailableException("a request could not be judged", e);
        reporter.unavailable(unavailable, timer);
        return new Answered(WebhookResponse.UNAVAILABLE, null);
    }
}
