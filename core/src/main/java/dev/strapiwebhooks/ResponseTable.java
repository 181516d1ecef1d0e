package dev.strapiwebhooks;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The one table from reason to answer. */
final class ResponseTable {
    private ResponseTable() {}

    static WebhookResponse of(RejectionReason reason) {
        String code = reason.name();
        return switch (reason) {
            case RATE_LIMITED -> problem(429, "Too Many Requests", "Slow down", code);
            case OVERLOADED -> problem(503, "Service Unavailable", "Too many deliveries arrive at once", code);
            case INSECURE_TRANSPORT -> problem(403, "Forbidden", "Use HTTPS", code);
            case METHOD_NOT_ALLOWED ->
                problem(405, "Method Not Allowed", "Webhooks are sent with POST", code)
                        .with("Allow", "POST");
            case UNSUPPORTED_CONTENT_TYPE ->
                problem(415, "Unsupported Media Type", "Expected Content-Type: application/json", code);
            case UNSUPPORTED_CONTENT_ENCODING ->
                problem(415, "Unsupported Media Type", "Compressed bodies are not accepted", code);
            case BODY_TOO_LARGE ->
                problem(413, "Content Too Large", "The body is larger than accepted here", code)
                        .closing();
            case BODY_UNREADABLE ->
                problem(400, "Bad Request", "The body ended early", code).closing();
            case BODY_TIMEOUT ->
                problem(408, "Request Timeout", "The body took too long", code).closing();
            case BODY_ALREADY_CONSUMED ->
                problem(500, "Internal Server Error", "The receiver is not set up correctly", code);
            case MISSING_SIGNATURE, MISSING_TIMESTAMP -> unauthorized("Signature", "Missing signature", code);
            case REPEATED_SIGNATURE,
                    MALFORMED_SIGNATURE,
                    SIGNATURE_MISMATCH,
                    REPEATED_TIMESTAMP,
                    MALFORMED_TIMESTAMP,
                    STALE,
                    FUTURE,
                    EMPTY_BODY,
                    KEY_NOT_VALID,
                    EVENT_HEADER_MISMATCH -> unauthorized("Signature", "Invalid or expired signature", code);
            case MISSING_TOKEN -> unauthorized("Bearer", "Missing token", code);
            case REPEATED_TOKEN, MALFORMED_TOKEN, TOKEN_MISMATCH -> unauthorized("Bearer", "Invalid token", code);
            case INVALID_JSON -> problem(400, "Bad Request", "The body is not a JSON object", code);
            case MISSING_EVENT -> problem(400, "Bad Request", "The body names no event", code);
            case REPLAY -> problem(409, "Conflict", "This delivery was accepted before", code);
        };
    }

    /** The detail may hold names of the application's classes; the rest is fixed text that needs no escaping. */
    static WebhookResponse problem(int status, String title, String detail, String code) {
        String json = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\""
                + escaped(detail) + "\",\"code\":\"" + code + "\"}";
        return new WebhookResponse(
                status,
                Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store"),
                json.getBytes(StandardCharsets.UTF_8),
                false);
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{C}]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static WebhookResponse unauthorized(String challenge, String detail, String code) {
        return problem(401, "Unauthorized", detail, code)
                .with("WWW-Authenticate", challenge + " realm=\"strapi-webhooks\"");
    }
}
