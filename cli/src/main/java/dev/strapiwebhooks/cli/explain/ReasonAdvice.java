package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.RejectionReason;

/** What each reason means for the person who connects the two, where the bytes tell nothing more. */
final class ReasonAdvice {
    private static final String NOTHING = "Nothing to change.";

    private ReasonAdvice() {}

    static Finding of(RejectionReason reason) {
        String[] texts = texts(reason);
        boolean isKnown = reason != RejectionReason.SIGNATURE_MISMATCH;
        return new Finding(reason.name(), isKnown, texts[0], texts[1], texts[2]);
    }

    private static String[] texts(RejectionReason reason) {
        return switch (reason) {
            case METHOD_NOT_ALLOWED ->
                new String[] {
                    "It is not a POST. A redirect (301, 302, 303) turns Strapi's POST into a GET without a body.",
                    "Enter the final address: https instead of http, with or without the slash at the end.",
                    "Look for what redirects: the proxy's HTTPS rule, or the framework's rule on trailing slashes."
                };
            case UNSUPPORTED_CONTENT_TYPE ->
                new String[] {
                    "Content-Type is not application/json in UTF-8.",
                    "Remove a Content-Type typed into the webhook's headers.",
                    "If a proxy changes it, switch that off."
                };
            case UNSUPPORTED_CONTENT_ENCODING ->
                new String[] {
                    "The body is compressed, which Strapi never does.",
                    NOTHING,
                    "Look for a proxy that compresses requests."
                };
            case BODY_TOO_LARGE ->
                new String[] {
                    "The body is larger than this endpoint accepts.",
                    "Populate less: fewer relations or smaller rich text in the webhook's payload.",
                    "Raise maxBodySize(…) if such bodies are expected."
                };
            case BODY_UNREADABLE, BODY_TIMEOUT ->
                new String[] {
                    "The body did not arrive completely, or not in time.",
                    "Look at Strapi's log for a timeout; a slow link needs a longer one.",
                    "Raise bodyTimeout(…), and look at the proxy's own limits."
                };
            case BODY_ALREADY_CONSUMED ->
                new String[] {
                    "Something in front of the verifier has read the body.", NOTHING, "Put the webhook's filter first."
                };
            case EMPTY_BODY ->
                new String[] {"There is no body.", "Look for a proxy or a redirect that drops it.", NOTHING};
            case STALE, FUTURE, MALFORMED_TIMESTAMP, REPEATED_TIMESTAMP, MISSING_TIMESTAMP -> time(reason);
            case REPLAY ->
                new String[] {
                    "The same bytes with the same time were accepted before.",
                    "Sign each attempt anew; a resend needs a new timestamp.",
                    "Nothing to change: the first one was accepted. Behind a load balancer that sends twice, look there."
                };
            case INVALID_JSON, MISSING_EVENT ->
                new String[] {
                    "It is authentic, but the body is not a Strapi event.",
                    "Look at what signs and sends: the body must be a JSON object with \"event\".",
                    "For bodies that are not Strapi's, use WebhookVerifier without an endpoint."
                };
            case EVENT_HEADER_MISMATCH ->
                new String[] {
                    "X-Strapi-Event names another event than the signed body.",
                    "Remove an X-Strapi-Event typed into the webhook's headers.",
                    "For custom events that do this: acceptAnyEventHeader()."
                };
            case MISSING_TOKEN, REPEATED_TOKEN, MALFORMED_TOKEN, TOKEN_MISMATCH ->
                new String[] {
                    "The Authorization header is not \"Bearer\" and the token that is expected.",
                    "Set it in defaultHeaders of config/server.js, or on the webhook: Authorization: Bearer …",
                    "Compare the token's length and ends with the receiver's secret file."
                };
            case KEY_NOT_VALID ->
                new String[] {
                    "It is signed with a key that is not valid at this time.",
                    "Sign with the key that is valid now.",
                    "Look at notBefore and notAfter of the key ring."
                };
            case RATE_LIMITED ->
                new String[] {
                    "More requests came than the rate limit lets in.",
                    "Bulk actions send one delivery for each entry; spread them.",
                    "Raise the limit, or store deliveries in an inbox, which is quick."
                };
            case OVERLOADED ->
                new String[] {
                    "More bodies arrived at once, or larger ones, than the endpoint reads at once.",
                    NOTHING,
                    "Look for who sends them. Behind a proxy name it in trustedProxies(…), or all clients are one address;"
                            + " raise maxConcurrentBodies(…) where so many are wanted."
                };
            case INSECURE_TRANSPORT ->
                new String[] {
                    "It came over plain HTTP.",
                    "Enter the address with https.",
                    "Behind a proxy that ends TLS: trustedProxies(…)."
                };
            case MISSING_SIGNATURE, REPEATED_SIGNATURE, MALFORMED_SIGNATURE ->
                new String[] {
                    "The signature is not sha256= and 64 hexadecimal digits, sent once.",
                    "Write it as 'sha256=' + hmac.digest('hex'); look for what cuts or joins headers.",
                    NOTHING
                };
            case SIGNATURE_MISMATCH -> signature();
        };
    }

    private static String[] time(RejectionReason reason) {
        boolean isClock = reason == RejectionReason.STALE || reason == RejectionReason.FUTURE;
        return new String[] {
            isClock
                    ? "It is authentic, but not of this time."
                    : "The timestamp is not 13 digits of milliseconds, sent once.",
            isClock ? "Set the clock by NTP; do not send a stored delivery again." : "Send String(Date.now()).",
            isClock ? "Set the clock by NTP." : "For seconds: withTimestampUnit(TimestampUnit.SECONDS)."
        };
    }

    /** When no hypothesis fits. */
    private static String[] signature() {
        return new String[] {
            "No known mistake makes this signature: most likely the two secrets differ, or something changed the body.",
            "Compare without showing: printf %s \"$SECRET\" | sha256sum here, tr -d '\\r\\n' < secret.txt | sha256sum there.",
            "Compare the body's length and SHA-256 on both sides; look for a proxy or filter that touches bodies."
        };
    }
}
