package dev.strapiwebhooks;

import java.time.Duration;

/** A request over the rate limit, on its way to becoming a refusal. Without a stack trace, because there are many. */
final class RateLimitedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    RateLimitedException(Duration wait) {
        super("over the rate limit", null, false, false);
        this.wait = wait;
    }

    /** Whole seconds, rounded up, at least one. */
    String retryAfter() {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
