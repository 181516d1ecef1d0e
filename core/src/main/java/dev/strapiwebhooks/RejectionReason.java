package dev.strapiwebhooks;

/**
 * Why a request was refused. The names are stable: they appear as {@code code} in responses, in logs and as metric tags.
 */
public enum RejectionReason {
    /** More requests than the endpoint's rate limit lets in. */
    RATE_LIMITED,
    /** More bodies, or larger ones, are arriving than the endpoint reads at once. */
    OVERLOADED,
    /** Plain HTTP where HTTPS is required. */
    INSECURE_TRANSPORT,
    /** Not a POST. A redirected delivery arrives as a GET without body. */
    METHOD_NOT_ALLOWED,
    /** No value of {@code Content-Type} is {@code application/json}, or one is a form or another charset than UTF-8. */
    UNSUPPORTED_CONTENT_TYPE,
    /** A {@code Content-Encoding} other than {@code identity}; Strapi never compresses. */
    UNSUPPORTED_CONTENT_ENCODING,
    /** The declared or the received body is larger than the endpoint allows. */
    BODY_TOO_LARGE,
    /** The connection failed or ended before the body was complete. */
    BODY_UNREADABLE,
    /** The body did not arrive within the endpoint's time for it. */
    BODY_TIMEOUT,
    /** Something in front of the verifier read the body; a fault of the receiving application. */
    BODY_ALREADY_CONSUMED,
    /** There is no body; a Strapi delivery always has one. */
    EMPTY_BODY,

    /** No signature header. */
    MISSING_SIGNATURE,
    /** More than one signature header. */
    REPEATED_SIGNATURE,
    /** The signature header is not of the scheme's form. */
    MALFORMED_SIGNATURE,
    /** No key makes this signature for these bytes and this timestamp. */
    SIGNATURE_MISMATCH,
    /** No {@code Authorization} header where a bearer token is required. */
    MISSING_TOKEN,
    /** More than one {@code Authorization} header. */
    REPEATED_TOKEN,
    /** The {@code Authorization} header is not {@code Bearer} and one token. */
    MALFORMED_TOKEN,
    /** The bearer token is not one of ours. */
    TOKEN_MISMATCH,
    /** The matching key is outside its validity window. */
    KEY_NOT_VALID,

    /** The scheme needs a timestamp, and there is none. */
    MISSING_TIMESTAMP,
    /** More than one timestamp header. */
    REPEATED_TIMESTAMP,
    /** The timestamp is not of the expected form or unit. */
    MALFORMED_TIMESTAMP,
    /** Authentic, but older than the tolerance. */
    STALE,
    /** Authentic, but further in the future than the tolerance. */
    FUTURE,
    /** Authentic and in time, but it was accepted before. */
    REPLAY,

    /** Authentic, but the body is not one JSON object. */
    INVALID_JSON,
    /** Authentic, but the body names no event. */
    MISSING_EVENT,
    /** Authentic, but {@code X-Strapi-Event} names other events than the signed body. */
    EVENT_HEADER_MISMATCH
}
