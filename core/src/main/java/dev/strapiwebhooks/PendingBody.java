package dev.strapiwebhooks;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.Admission.Begun;
import dev.strapiwebhooks.internal.BodyBudget;
import dev.strapiwebhooks.internal.BodyBuffer;
import dev.strapiwebhooks.internal.RequestTimer;
import dev.strapiwebhooks.internal.RetryLaterException;
import dev.strapiwebhooks.spi.IncomingRequest;
import dev.strapiwebhooks.spi.RequestHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request whose head is acceptable, and which waits for its body. It holds a place and memory of the endpoint's budget,
 * so an adapter ends it in any case, with exactly one of {@link #complete}, {@link #failed} and {@link #close}.
 *
 * <p>Used by one thread at a time; {@link #close} by any.
 */
public final class PendingBody implements Begun, AutoCloseable {
    private final WebhookEndpoint endpoint;
    private final RequestHead head;
    private final CheckedHeaders headers;
    private final RequestTimer timer;
    private final BodyBuffer buffer;
    private final BodyBudget.Share share;
    private final AtomicBoolean ended = new AtomicBoolean();

    PendingBody(
            WebhookEndpoint endpoint,
            RequestHead head,
            CheckedHeaders headers,
            RequestTimer timer,
            long declaredLength,
            BodyBudget.Share share) {
        this.endpoint = endpoint;
        this.head = head;
        this.headers = headers;
        this.timer = timer;
        this.buffer = new BodyBuffer(endpoint.bodyLimits(), declaredLength, share);
        this.share = share;
    }

    /**
     * How long the whole body may take to arrive. {@link #add} checks it; an adapter that does not block ends a silent
     * request by itself, with {@link #failed} and a {@link TimeoutException}.
     *
     * @return the endpoint's setting
     */
    public Duration timeout() {
        return endpoint.bodyLimits().timeout();
    }

    /**
     * Takes a part of the body.
     *
     * @param arrived the next bytes; copied, so that the server's buffer can be given back
     * @throws RuntimeException when the body is too large, too slow, or over the endpoint's budget; goes to {@link #failed}
     */
    public void add(ByteBuffer arrived) {
        buffer.add(arrived);
    }

    /**
     * Judges the request, now that all of its body is there.
     *
     * @return a delivery for the application, or an answer for the sender
     * @throws IllegalStateException when this request has ended before
     */
    public Admission complete() {
        requireNotEnded();
        try (share) {
            share.bodyRead();
            byte[] body = buffer.complete();
            timer.bodyRead(body.length);
            return endpoint.deliver(headers, head, body, timer);
        } catch (RuntimeException e) {
            return endpoint.refusal(e, timer);
        }
    }

    /**
     * Ends the request, because its body cannot be read to its end.
     *
     * @param cause what {@link #add} or the server threw
     * @return the refusal for the sender
     * @throws IllegalStateException when this request has ended before
     */
    public Answered failed(Throwable cause) {
        requireNotEnded();
        try (share) {
            return endpoint.refusal(problem(cause), timer).closing();
        }
    }

    /** Ends the request without an answer, because nobody waits for one. Does nothing when it has ended before. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            share.close();
        }
    }

    /** Reads the body with blocking, and judges. */
    Admission read(IncomingRequest request) {
        try (this) {
            try {
                buffer.readAll(request.openBody());
            } catch (IOException | RuntimeException e) { // some servers throw unchecked ones for a broken connection
                return failed(e);
            }
            return complete();
        }
    }

    private RuntimeException problem(Throwable cause) {
        if (cause instanceof WebhookRejectedException || cause instanceof RetryLaterException) {
            return (RuntimeException) cause;
        }
        if (cause instanceof TimeoutException) {
            return new WebhookRejectedException(
                    RejectionReason.BODY_TIMEOUT, "the body did not arrive within " + timeout());
        }
        return new WebhookRejectedException(
                RejectionReason.BODY_UNREADABLE,
                "the connection failed: " + cause.getClass().getSimpleName());
    }

    private void requireNotEnded() {
        if (!ended.compareAndSet(false, true)) {
            throw new IllegalStateException("this request has ended before");
        }
    }
}
