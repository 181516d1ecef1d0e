package dev.strapiwebhooks.inspector.send;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.inspector.explain.ExpectedScheme;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What ordinary deliveries and forgeries are made of. Immutable. */
public final class Material {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int HUGE = 32 * 1024 * 1024;

    private final ExpectedScheme scheme;
    private final WebhookSecret secret;
    private final String event;
    private final Function<Instant, byte[]> body;
    private final Instant now;

    /**
     * Material.
     *
     * @param scheme how to sign
     * @param secret the receiver's secret
     * @param event the event that is named in the header
     * @param body makes a body for a createdAt
     * @param now the time
     */
    public Material(
            ExpectedScheme scheme, WebhookSecret secret, String event, Function<Instant, byte[]> body, Instant now) {
        this.scheme = scheme;
        this.secret = secret;
        this.event = event;
        this.body = body;
        this.now = now;
    }

    /**
     * An ordinary delivery.
     *
     * @return signed now
     */
    public SignedDelivery signed() {
        return signed(secret, now);
    }

    /**
     * A forgery.
     *
     * @param attack which
     * @return the deliveries to send, one after the other; the last must be refused. None when the scheme has no such thing
     */
    public List<SignedDelivery> forge(Attack attack) {
        SignedDelivery signed = signed();
        return switch (attack) {
            case TAMPERED -> List.of(tampered(signed));
            case STALE -> List.of(signed(secret, now.minus(HOUR)));
            case FUTURE -> List.of(signed(secret, now.plus(HOUR)));
            case REPLAY -> List.of(signed, signed);
            case REPLAY_CHANGED ->
                List.of(signed, signed.with("X-Request-Id", "another").without("X-Strapi-Event"));
            case UNSIGNED -> List.of(SignedDelivery.unsigned(signed.body()));
            case WRONG_SECRET -> List.of(signed(WebhookSecret.of(WebhookSecret.randomText()), now));
            case NO_TIMESTAMP -> timed(signed.without(ExpectedScheme.TIMESTAMP_HEADER));
            case FRESH_TIMESTAMP ->
                timed(signed(secret, now.minus(HOUR))
                        .with(ExpectedScheme.TIMESTAMP_HEADER, Long.toString(now.toEpochMilli())));
            case TRUNCATED ->
                List.of(withSignature(signature().substring(0, signature().length() / 2)));
            case REPEATED ->
                List.of(withSignature("sha256=" + "0".repeat(64)).adding(scheme.signatureHeader(), signature()));
            case ALGORITHM -> List.of(withSignature(signature().replace("sha256=", "sha1=")));
            case GET -> List.of(signed.withMethod("GET").withBody(new byte[0]));
            case FORM -> List.of(signed.with("Content-Type", "application/x-www-form-urlencoded"));
            case EVENT_HEADER -> List.of(signed.with("X-Strapi-Event", "entry.spoofed"));
            case HUGE -> List.of(signed(signer(secret), "x".repeat(HUGE).getBytes(US_ASCII), now));
        };
    }

    private List<SignedDelivery> timed(SignedDelivery delivery) {
        return scheme == ExpectedScheme.TIMESTAMPED ? List.of(delivery) : List.of();
    }

    private static SignedDelivery tampered(SignedDelivery signed) {
        byte[] changed = signed.body();
        changed[changed.length / 2] ^= 1;
        return signed.withBody(changed);
    }

    private SignedDelivery withSignature(String value) {
        return signed().with(scheme.signatureHeader(), value);
    }

    private String signature() {
        return signed().header(scheme.signatureHeader());
    }

    private SignedDelivery signed(WebhookSecret key, Instant time) {
        return signed(signer(key), body.apply(time), time);
    }

    private SignedDelivery signed(WebhookSigner signer, byte[] content, Instant time) {
        return SignedDelivery.of(signer, content, time).with("X-Strapi-Event", event);
    }

    private WebhookSigner signer(WebhookSecret key) {
        return scheme.signer(key);
    }
}
