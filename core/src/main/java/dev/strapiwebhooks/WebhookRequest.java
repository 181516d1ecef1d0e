package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.Map;

/**
 * What a {@link WebhookVerifier} looks at: the headers and the bytes of the body, exactly as they arrived. Text that was
 * decoded and encoded again, or JSON that was parsed and written again, is not what was signed.
 */
public final class WebhookRequest {
    private final WebhookHeaders headers;
    private final byte[] body;

    private WebhookRequest(WebhookHeaders headers, byte[] body) {
        this.headers = requireNonNull(headers, "headers");
        this.body = requireNonNull(body, "body");
    }

    /**
     * A request as received.
     *
     * @param headers the headers
     * @param body the raw body; not copied, so it must not be changed afterwards
     * @return the request
     */
    public static WebhookRequest of(WebhookHeaders headers, byte[] body) {
        return new WebhookRequest(headers, body);
    }

    /**
     * A request whose headers each occur once.
     *
     * @param headers names, in any case, with their values
     * @param body the raw body; not copied, so it must not be changed afterwards
     * @return the request
     */
    public static WebhookRequest of(Map<String, String> headers, byte[] body) {
        return new WebhookRequest(WebhookHeaders.of(headers), body);
    }

    /**
     * The headers.
     *
     * @return the headers as received
     */
    public WebhookHeaders headers() {
        return headers;
    }

    /**
     * The raw body.
     *
     * @return the array itself, not a copy
     */
    public byte[] body() {
        return body;
    }
}
