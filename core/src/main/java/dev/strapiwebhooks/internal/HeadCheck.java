package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.RateLimit;
import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.WebhookRejectedException;
import dev.strapiwebhooks.spi.RequestHead;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be refused before the body is read. Strapi may join values of a header with a comma or repeat the header. */
public final class HeadCheck {
    private final BodyBuffer.Limits body;
    private final @Nullable RateLimit rateLimit;
    private final TrustedProxies proxies;
    private final boolean requiresSecure;

    public HeadCheck(
            BodyBuffer.Limits body, @Nullable RateLimit rateLimit, TrustedProxies proxies, boolean requiresSecure) {
        this.body = body;
        this.rateLimit = rateLimit;
        this.proxies = proxies;
        this.requiresSecure = requiresSecure;
    }

    public void require(RequestHead head) {
        requireRate(head);
        requireTransport(head);
        if (!"POST".equals(head.method())) {
            throw new WebhookRejectedException(
                    RejectionReason.METHOD_NOT_ALLOWED, "not a POST; a redirected delivery arrives as a GET");
        }
        if (!ContentType.isJsonOnly(head.values("Content-Type"))) {
            throw new WebhookRejectedException(
                    RejectionReason.UNSUPPORTED_CONTENT_TYPE,
                    "no Content-Type value is application/json, or one is a form or another charset than UTF-8");
        }
        if (anyValue(head.values("Content-Encoding"), HeadCheck::isCompression)) {
            throw new WebhookRejectedException(
                    RejectionReason.UNSUPPORTED_CONTENT_ENCODING, "the body is compressed; Strapi never does that");
        }
        if (head.contentLength() > body.maxSize()) {
            throw body.tooLarge();
        }
    }

    private void requireRate(RequestHead head) {
        if (rateLimit == null) {
            return;
        }
        Duration wait = rateLimit.tryAcquire(proxies.clientAddress(head.remoteAddress(), head));
        if (!wait.isZero()) {
            throw RetryLaterException.after(
                    wait,
                    new WebhookRejectedException(RejectionReason.RATE_LIMITED, "over the rate limit of this endpoint"));
        }
    }

    private void requireTransport(RequestHead head) {
        if (requiresSecure && !proxies.isSecure(head.isSecure(), head.remoteAddress(), head)) {
            throw new WebhookRejectedException(
                    RejectionReason.INSECURE_TRANSPORT,
                    "plain HTTP; behind a proxy that ends TLS, name the proxy as trusted");
        }
    }

    /** Whom the head counts for: an address, or the /64 network of one. */
    public String client(RequestHead head) {
        return proxies.clientKey(head.remoteAddress(), head);
    }

    /** Whether something may be left in the connection when only the head was read. */
    public static boolean mayHaveBody(RequestHead head) {
        try {
            return head.contentLength() > 0 || !head.values("Transfer-Encoding").isEmpty();
        } catch (RuntimeException e) {
            return true; // the server could not tell its headers before, either
        }
    }

    /** The header is not signed, so it can only contradict: absent is fine, naming only other events is not. */
    public static boolean eventHeaderContradicts(WebhookHeaders head, String event) {
        List<String> names = head.values("X-Strapi-Event");
        return !names.isEmpty() && !names.contains(event) && !anyValue(names, event::equals);
    }

    private static boolean isCompression(String value) {
        return !value.isEmpty() && !value.equalsIgnoreCase("identity");
    }

    private static boolean anyValue(List<String> lines, Predicate<String> condition) {
        for (String line : lines) {
            for (String value : line.split(",", -1)) {
                if (condition.test(value.strip())) {
                    return true;
                }
            }
        }
        return false;
    }
}
