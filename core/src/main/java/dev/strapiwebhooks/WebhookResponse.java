package dev.strapiwebhooks;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to the sender: RFC 9457 {@code application/problem+json} with a stable {@code code}, which Strapi shows to the
 * person who presses Trigger. All answers are made once, so refusing a flood costs little here.
 *
 * <p>Immutable and thread-safe.
 */
public final class WebhookResponse {
    /** Accepted, and the application has nothing to say. */
    public static final WebhookResponse NO_CONTENT = new WebhookResponse(204, Map.of(), new byte[0], false);

    /** Stored in an inbox, to be handled later. */
    static final WebhookResponse STORED = new WebhookResponse(202, Map.of(), new byte[0], false);

    /** The application failed; the same delivery may be sent again. */
    static final WebhookResponse HANDLER_FAILED =
            ResponseTable.problem(500, "Internal Server Error", "The event was not processed", "HANDLER_FAILED");

    /** Something of ours is down; nothing was accepted. */
    public static final WebhookResponse UNAVAILABLE = ResponseTable.problem(
                    503, "Service Unavailable", "The delivery cannot be verified now", "UNAVAILABLE")
            .with("Retry-After", "5");

    private static final Map<RejectionReason, WebhookResponse> REJECTIONS = new EnumMap<>(RejectionReason.class);

    static {
        for (RejectionReason reason : RejectionReason.values()) {
            REJECTIONS.put(reason, ResponseTable.of(reason));
        }
    }

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean closesConnection;

    WebhookResponse(int status, Map<String, String> headers, byte[] body, boolean closesConnection) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.closesConnection = closesConnection;
    }

    /** The answer to a rejected request, from the one table. */
    static WebhookResponse of(RejectionReason reason) {
        WebhookResponse response = REJECTIONS.get(reason);
        if (response == null) {
            throw new IllegalArgumentException("no answer for " + reason);
        }
        return response;
    }

    /**
     * The status.
     *
     * @return the HTTP status code
     */
    public int status() {
        return status;
    }

    /**
     * The headers, {@code Content-Type} included.
     *
     * @return each header once
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return a copy of the bytes, empty for status 202 and 204
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Whether the connection should be closed after the answer, because the rest of the body is not wanted. HTTP/1.1
     * adapters send {@code Connection: close}.
     *
     * @return true for a body over the limit
     */
    public boolean closesConnection() {
        return closesConnection;
    }

    /** An authentic delivery whose entry does not fit the class that the application binds it to. */
    static WebhookResponse entryMismatch(@Nullable String detail) {
        return ResponseTable.problem(422, "Unprocessable Content", String.valueOf(detail), "ENTRY_MISMATCH");
    }

    WebhookResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WebhookResponse(status, more, body, closesConnection);
    }

    WebhookResponse closing() {
        return new WebhookResponse(status, headers, body, true);
    }

    @Override
    public String toString() {
        return status + " " + new String(body, StandardCharsets.UTF_8);
    }
}
