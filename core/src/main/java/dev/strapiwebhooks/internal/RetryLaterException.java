package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.WebhookRejectedException;
import java.time.Duration;

/** A request that may be sent again later, on its way to becoming a refusal. Without a stack trace, because there are many. */
public final class RetryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WebhookRejectedException rejection;
    private final String retryAfter;

    RetryLaterException(WebhookRejectedException rejection, String retryAfterSeconds) {
        super(rejection.getMessage(), null, false, false);
        this.rejection = rejection;
        this.retryAfter = retryAfterSeconds;
    }

    /** After whole seconds, rounded up, at least one. */
    static RetryLaterException after(Duration wait, WebhookRejectedException rejection) {
        return new RetryLaterException(
                rejection, Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    public Rejected rejection() {
        return rejection.rejection();
    }

    /** The answer's {@code Retry-After}. */
    public String retryAfter() {
        return retryAfter;
    }
}
