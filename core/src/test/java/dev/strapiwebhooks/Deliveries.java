package dev.strapiwebhooks;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the tests of this package have in common: one secret, one moment, one body. */
public final class Deliveries {
    public static final String SECRET_TEXT = "It's a Secret to Everybody";
    public static final WebhookSecret SECRET = WebhookSecret.of(SECRET_TEXT);
    public static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
    public static final String SIGNATURE = "X-Webhook-Signature";
    public static final String TIMESTAMP = "X-Webhook-Timestamp";
    public static final byte[] BODY = utf8("{\"event\":\"trigger-test\",\"createdAt\":\"2023-11-14T22:13:20.000Z\"}");

    /** A key pair that OpenSSL made. */
    public static final String PEM = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEADqsXOJeNXiBLAf5Elq/lqTYYsg9D3lj/aPTdlcCllWQ=
            -----END PUBLIC KEY-----
            """;

    public static final String PRIVATE_PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIAy606+aXOs6fslFSxUG08/msbcqvD/sZ141CfVpGamH
            -----END PRIVATE KEY-----
            """;

    private Deliveries() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static Clock clockAt(Instant time) {
        Clock clock = mock(Clock.class, withSettings().stubOnly());
        setTime(clock, time);
        return clock;
    }

    public static void setTime(Clock clock, Instant time) {
        when(clock.instant()).thenReturn(time);
        when(clock.millis()).thenReturn(time.toEpochMilli());
    }

    public static WebhookVerifier verifier() {
        return WebhookVerifier.timestamped(SECRET).clock(clockAt(NOW)).build();
    }

    public static TestRequest signed(byte[] body, Instant time) {
        return TestRequest.of(headers(body, time), body);
    }

    public static Map<String, String> headers(byte[] body, Instant time) {
        return new LinkedHashMap<>(WebhookSigner.timestamped(SECRET).sign(body, time));
    }

    /** The reason of a rejection, or ACCEPTED. */
    public static String outcome(WebhookVerifier verifier, TestRequest request) {
        return request.verifiedBy(verifier) instanceof Verification.Rejected rejected
                ? rejected.reason().name()
                : "ACCEPTED";
    }
}
