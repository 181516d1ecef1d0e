package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What attacks are made of: the receiver's scheme and secret, an event that it accepts, its clock and its limit. Unless set
 * otherwise the event is a {@code trigger-test}, the clock that of this machine, the limit 32 MiB. The methods return
 * changed copies. Thread-safe.
 */
public final class AttackMaterial {
    static final String TIMESTAMP = "X-Webhook-Timestamp";
    private static final int LARGEST_BODY = 32 * 1024 * 1024;

    private final Scheme scheme;
    private final WebhookSecret secret;
    private final String event;
    private final Function<Instant, byte[]> body;
    private final Clock clock;
    private final int largestBody;
    /** Shared by copies, so that no two deliveries are signed at one millisecond: they could be replays of one another. */
    private final AtomicLong lastSigned;

    private enum Scheme {
        TIMESTAMPED("X-Webhook-Signature"),
        STRAPI_NATIVE("X-Strapi-Signature-256");

        private final String header;

        Scheme(String header) {
            this.header = header;
        }

        WebhookSigner signer(WebhookSecret secret) {
            return this == TIMESTAMPED ? WebhookSigner.timestamped(secret) : WebhookSigner.strapiNative(secret);
        }
    }

    private AttackMaterial(
            Scheme scheme,
            WebhookSecret secret,
            String event,
            Function<Instant, byte[]> body,
            Clock clock,
            int largestBody,
            AtomicLong lastSigned) {
        this.scheme = scheme;
        this.secret = secret;
        this.event = event;
        this.body = body;
        this.clock = clock;
        this.largestBody = largestBody;
        this.lastSigned = lastSigned;
    }

    private static AttackMaterial of(Scheme scheme, WebhookSecret secret) {
        return new AttackMaterial(
                scheme,
                secret,
                "trigger-test",
                AttackMaterial::triggerTest,
                Clock.systemUTC(),
                LARGEST_BODY,
                new AtomicLong(Long.MIN_VALUE));
    }

    /**
     * For receivers of the timestamped scheme.
     *
     * @param secret the secret that the receiver verifies with
     * @return material
     */
    public static AttackMaterial timestamped(WebhookSecret secret) {
        return of(Scheme.TIMESTAMPED, secret);
    }

    /**
     * For receivers of the scheme that is proposed for Strapi itself.
     *
     * @param secret the secret that the receiver verifies with
     * @return material
     */
    public static AttackMaterial strapiNative(WebhookSecret secret) {
        return of(Scheme.STRAPI_NATIVE, secret);
    }

    /**
     * The same with another event.
     *
     * @param name what the header {@code X-Strapi-Event} says
     * @param json makes the body for a time, which is its {@code createdAt}
     * @return a changed copy
     */
    public AttackMaterial event(String name, Function<Instant, byte[]> json) {
        return new AttackMaterial(scheme, secret, name, json, clock, largestBody, lastSigned);
    }

    /**
     * The same for a receiver with another clock.
     *
     * @param other the receiver's clock
     * @return a changed copy
     */
    public AttackMaterial clock(Clock other) {
        return new AttackMaterial(scheme, secret, event, body, other, largestBody, lastSigned);
    }

    /**
     * The same for a receiver with another limit.
     *
     * @param bytes the largest body that it should take; {@link Attack#HUGE} is larger by one byte
     * @return a changed copy
     */
    public AttackMaterial largestBody(int bytes) {
        return new AttackMaterial(scheme, secret, event, body, clock, bytes, lastSigned);
    }

    AttackMaterial withSecret(WebhookSecret other) {
        return new AttackMaterial(scheme, other, event, body, clock, largestBody, lastSigned);
    }

    /**
     * A delivery that the receiver must accept, and that was never sent before.
     *
     * @return signed now
     */
    public SignedDelivery genuine() {
        return genuine(Duration.ZERO);
    }

    SignedDelivery genuine(Duration offset) {
        Instant time = nextTime().plus(offset);
        return signed(scheme.signer(secret), body.apply(time), time);
    }

    /** Any body, signed now. */
    SignedDelivery signed(byte[] content) {
        return signed(scheme.signer(secret), content, nextTime());
    }

    SignedDelivery signedInSeconds(byte[] content) {
        var inSeconds = SignatureScheme.timestamped().withTimestampUnit(TimestampedScheme.Unit.SECONDS);
        return signed(WebhookSigner.create(inSeconds, secret), content, nextTime());
    }

    boolean hasTimestamp() {
        return scheme == Scheme.TIMESTAMPED;
    }

    String signatureHeader() {
        return scheme.header;
    }

    int largestBody() {
        return largestBody;
    }

    private SignedDelivery signed(WebhookSigner signer, byte[] content, Instant time) {
        return SignedDelivery.of(signer, content, time).with("X-Strapi-Event", event);
    }

    private Instant nextTime() {
        long now = clock.millis();
        return Instant.ofEpochMilli(lastSigned.updateAndGet(last -> Math.max(last + 1, now)));
    }

    private static byte[] triggerTest(Instant time) {
        String json = "{\"event\":\"trigger-test\",\"createdAt\":\"" + time + "\",\"n\":" + System.nanoTime() + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
