package dev.strapiwebhooks;

import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.Map;

/** A request as received, for tests that verify it more than once. */
public final class TestRequest {
    public final WebhookHeaders headers;
    public final byte[] body;

    private TestRequest(WebhookHeaders headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    public static TestRequest of(WebhookHeaders headers, byte[] body) {
        return new TestRequest(headers, body);
    }

    public static TestRequest of(Map<String, String> headers, byte[] body) {
        return of(WebhookHeaders.of(headers), body);
    }

    public Verification verifiedBy(WebhookVerifier verifier) {
        return verifier.verify(headers, body);
    }
}
