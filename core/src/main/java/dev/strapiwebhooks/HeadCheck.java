package dev.strapiwebhooks;

import dev.strapiwebhooks.traffic.RateLimit;
import dev.strapiwebhooks.traffic.TrustedProxies;
import dev.strapiwebhooks.verify.RejectionReason;
import dev.strapiwebhooks.verify.WebhookHeaders;
import dev.strapiwebhooks.verify.WebhookRejectedException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be refused before the body is read. Strapi may join values of a header with a comma or repeat the header. */
final class HeadCheck {
    private final int maxBodySize;
    private final RateLimit rateLimit;
    private final TrustedProxies proxies;
    private final boolean requiresSecure;

    HeadCheck(int maxBodySize, RateLimit rateLimit, TrustedProxies proxies, boolean requiresSecure) {
        this.maxBodySize = maxBodySize;
        this.rateLimit = rateLimit;
        this.proxies = proxies;
        this.requiresSecure = requiresSecure;
    }

    void require(RequestHead head) {
        requireRate(head);
        requireTransport(head);
        if (!"POST".equals(head.method())) {
            throw new WebhookRejectedException(
                    RejectionReason.METHOD_NOT_ALLOWED, "not a POST; a redirected delivery arrives as a GET");
        }
        if (!anyValue(head, "Content-Type", HeadCheck::isJson) || anyValue(head, "Content-Type", HeadCheck::misleads)) {
            throw new WebhookRejectedException(
                    RejectionReason.UNSUPPORTED_CONTENT_TYPE,
                    "no Content-Type value is application/json, or one is a form or another charset than UTF-8");
        }
        if (anyValue(head, "Content-Encoding", value -> !value.isEmpty() && !value.equalsIgnoreCase("identity"))) {
            throw new WebhookRejectedException(
                    RejectionReason.UNSUPPORTED_CONTENT_ENCODING, "the body is compressed; Strapi never does that");
        }
        if (head.contentLength() > maxBodySize) {
            throw tooLarge(maxBodySize);
        }
    }

    private void requireRate(RequestHead head) {
        Duration wait = rateLimit.tryAcquire(proxies.clientAddress(head.remoteAddress(), head));
        if (!wait.isZero()) {
            throw new RateLimitedException(wait);
        }
    }

    private void requireTransport(RequestHead head) {
        if (requiresSecure && !proxies.isSecure(head.isSecure(), head.remoteAddress(), head)) {
            throw new WebhookRejectedException(
                    RejectionReason.INSECURE_TRANSPORT,
                    "plain HTTP; behind a proxy that ends TLS, name the proxy as trusted");
        }
    }

    static WebhookRejectedException tooLarge(int maxBodySize) {
        return new WebhookRejectedException(
                RejectionReason.BODY_TOO_LARGE, "the body has more than the " + maxBodySize + " bytes of maxBodySize");
    }

    /** The header is not signed, so it can only contradict: absent is fine, naming only other events is not. */
    static boolean eventHeaderContradicts(WebhookHeaders head, String event) {
        boolean absent = head.values("X-Strapi-Event").isEmpty();
        boolean named =
                head.values("X-Strapi-Event").contains(event) || anyValue(head, "X-Strapi-Event", event::equals);
        return !absent && !named;
    }

    private static boolean anyValue(WebhookHeaders head, String name, Predicate<String> condition) {
        return head.values(name).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .anyMatch(condition);
    }

    private static boolean isJson(String mediaType) {
        return parts(mediaType).findFirst().filter("application/json"::equals).isPresent();
    }

    /**
     * Servers look at the first of several values. They would parse a form, and so swallow the body, as soon as anything
     * asks for a parameter; and decode other text than was signed (JSON is UTF-8, RFC 8259).
     */
    private static boolean misleads(String mediaType) {
        return parts(mediaType)
                .anyMatch(part -> part.equals("application/x-www-form-urlencoded")
                        || part.startsWith("multipart/")
                        || (part.startsWith("charset=") && !part.equals("charset=utf-8")));
    }

    private static Stream<String> parts(String mediaType) {
        String bare = mediaType.toLowerCase(Locale.ROOT).replace("\"", "").replaceAll("\\s", "");
        return Stream.of(bare.split(";", -1));
    }
}
