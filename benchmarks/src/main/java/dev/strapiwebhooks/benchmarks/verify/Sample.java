package dev.strapiwebhooks.benchmarks.verify;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.benchmarks.Bodies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/** What every subject verifies: one body, signed now with one secret. Peers look at the real clock, and allow minutes. */
final class Sample {
    static final String SECRET = "benchmark-secret-0123456789abcdef";
    static final byte[] SECRET_BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    private final byte[] body;
    private final Instant time;

    private Sample(byte[] body, Instant time) {
        this.body = body;
        this.time = time;
    }

    static Sample ofSize(int bytes) {
        return new Sample(Bodies.ofSize(bytes), Instant.now());
    }

    static WebhookSecret secret() {
        return WebhookSecret.of(SECRET);
    }

    static SecretKeySpec key() {
        return new SecretKeySpec(SECRET_BYTES, "HmacSHA256");
    }

    byte[] body() {
        return body;
    }

    Instant time() {
        return time;
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A copy of which one byte near the end differs from what was signed, to see that a subject refuses. */
    Sample tampered() {
        byte[] other = body.clone();
        other[other.length - 3] ^= 1;
        return new Sample(other, time);
    }

    /** The same, signed an hour ago. */
    Sample hourOld() {
        return new Sample(body, time.minus(Duration.ofHours(1)));
    }
}
