package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One way to fool a receiver of the timestamped scheme. A safe one answers with a status from 400 to 499 and calls no
 * handler.
 *
 * @param name short, for reports and command lines
 * @param description what is tried
 * @param forgery makes the request
 */
public record Attack(String name, String description, Forgery forgery) {
    private static final String SIGNATURE = "X-Webhook-Signature";
    private static final String TIMESTAMP = "X-Webhook-Timestamp";

    /** Makes a forged request. */
    @FunctionalInterface
    public interface Forgery {
        /**
         * Forges.
         *
         * @param secret the endpoint's secret, for attacks that start from a genuine delivery
         * @param now the time
         * @return the request
         */
        SignedDelivery forge(WebhookSecret secret, Instant now);
    }

    /**
     * All attacks.
     *
     * @return in a fixed order
     */
    public static List<Attack> all() {
        return List.of(
                of("unsigned", "no signature", (s, now) -> genuine(s, now).without(SIGNATURE)),
                of(
                        "no-timestamp",
                        "no timestamp, no downgrade",
                        (s, now) -> genuine(s, now).without(TIMESTAMP)),
                of("tampered", "one byte of the body changed", Attack::tampered),
                of("truncated", "the first half of the right signature", Attack::truncated),
                of(
                        "empty-signature",
                        "the algorithm's name and nothing else",
                        (s, now) -> genuine(s, now).with(SIGNATURE, "sha256=")),
                of(
                        "other-secret",
                        "signed with another secret",
                        (s, now) -> genuine(WebhookSecret.of("the-secret-of-an-attacker"), now)),
                of("other-algorithm", "the right digits under another name", Attack::otherAlgorithm),
                of(
                        "two-signatures",
                        "a forged and the right signature",
                        (s, now) -> genuine(s, now).adding(SIGNATURE, "sha256=" + "0".repeat(64))),
                of("stale", "signed an hour ago", (s, now) -> genuine(s, now.minus(Duration.ofHours(1)))),
                of("future", "signed for in an hour", (s, now) -> genuine(s, now.plus(Duration.ofHours(1)))),
                of(
                        "refreshed",
                        "an old delivery under a new timestamp",
                        (s, now) -> genuine(s, now.minus(Duration.ofHours(1)))
                                .with(TIMESTAMP, Long.toString(now.toEpochMilli()))),
                of(
                        "not-a-number",
                        "NaN as timestamp",
                        (s, now) -> genuine(s, now).with(TIMESTAMP, "NaN")),
                of("seconds", "signed over the time in seconds", Attack::seconds),
                of("re-serialised", "the same JSON in other bytes", Attack::reserialised),
                of("empty-body", "a signed empty body", (s, now) -> SignedDelivery.of(s, "", now)),
                of("not-json", "signed, but not JSON", (s, now) -> SignedDelivery.of(s, "Hello", now)),
                of(
                        "deep-json",
                        "signed, and nested ten thousand deep",
                        (s, now) -> SignedDelivery.of(s, "[".repeat(10_000), now)),
                of(
                        "get",
                        "a redirected delivery",
                        (s, now) -> genuine(s, now).withBody(new byte[0]).withMethod("GET")),
                of(
                        "form",
                        "a form as content type",
                        (s, now) -> genuine(s, now).with("Content-Type", "application/x-www-form-urlencoded")),
                of(
                        "compressed",
                        "declared as compressed",
                        (s, now) -> genuine(s, now).with("Content-Encoding", "gzip")),
                of(
                        "other-event",
                        "a header that names another event",
                        (s, now) -> genuine(s, now).with("X-Strapi-Event", "entry.delete")));
    }

    /**
     * A delivery that an endpoint must accept, made unique by its time.
     *
     * @param secret the endpoint's secret
     * @param now the time
     * @return a {@code trigger-test}
     */
    public static SignedDelivery genuine(WebhookSecret secret, Instant now) {
        return SignedDelivery.of(
                secret,
                "{\"event\":\"trigger-test\",\"createdAt\":\"" + now + "\",\"n\":" + System.nanoTime() + "}",
                now);
    }

    /**
     * Whether an answer accepts a delivery.
     *
     * @param status the status
     * @return true from 200 to 299
     */
    public static boolean isAccepted(int status) {
        return status >= 200 && status <= 299;
    }

    /**
     * Whether an answer refuses a request, clearly and by the receiver itself.
     *
     * @param status the status
     * @return true from 400 to 499, but not 404 and 429: those say that nobody looked at it
     */
    public static boolean isRefused(int status) {
        return status >= 400 && status <= 499 && status != 404 && status != 429;
    }

    private static Attack of(String name, String description, Forgery forgery) {
        return new Attack(name, description, forgery);
    }

    private static SignedDelivery seconds(WebhookSecret secret, Instant now) {
        WebhookSigner signer = WebhookSigner.create(
                SignatureScheme.timestamped().withTimestampUnit(TimestampedScheme.Unit.SECONDS), secret);
        return SignedDelivery.of(signer, genuine(secret, now).body(), now);
    }

    private static SignedDelivery tampered(WebhookSecret secret, Instant now) {
        SignedDelivery delivery = genuine(secret, now);
        byte[] body = delivery.body();
        body[body.length - 2] ^= 1;
        return delivery.withBody(body);
    }

    private static SignedDelivery truncated(WebhookSecret secret, Instant now) {
        SignedDelivery delivery = genuine(secret, now);
        return delivery.with(SIGNATURE, delivery.header(SIGNATURE).substring(0, 39));
    }

    private static SignedDelivery otherAlgorithm(WebhookSecret secret, Instant now) {
        SignedDelivery delivery = genuine(secret, now);
        return delivery.with(SIGNATURE, delivery.header(SIGNATURE).replace("sha256", "sha512"));
    }

    private static SignedDelivery reserialised(WebhookSecret secret, Instant now) {
        SignedDelivery delivery = genuine(secret, now);
        String spaced = new String(delivery.body(), StandardCharsets.UTF_8).replace(",", ", ");
        return delivery.withBody(spaced.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name.toLowerCase(Locale.ROOT) + ": " + description;
    }
}
