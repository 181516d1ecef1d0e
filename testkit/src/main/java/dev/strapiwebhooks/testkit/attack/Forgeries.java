package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** What becomes of a genuine delivery in each {@link Attack}. */
final class Forgeries {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String FORGED = "sha256=" + "0".repeat(64);
    private static final String EVENT = "X-Strapi-Event";

    private Forgeries() {}

    static SignedDelivery unsigned(SignedDelivery genuine, AttackMaterial material) {
        return genuine.without(material.signatureHeader()).without(AttackMaterial.TIMESTAMP);
    }

    static SignedDelivery noTimestamp(SignedDelivery genuine, AttackMaterial material) {
        return genuine.without(AttackMaterial.TIMESTAMP);
    }

    /** Still JSON, so that only the signature tells. */
    static SignedDelivery tampered(SignedDelivery genuine, AttackMaterial material) {
        byte[] body = genuine.body();
        int last = body.length - 1;
        while (last > 0 && (body[last] < '0' || body[last] > '9')) {
            last--;
        }
        body[last] ^= 1;
        return genuine.withBody(body);
    }

    static SignedDelivery truncatedSignature(SignedDelivery genuine, AttackMaterial material) {
        String signature = genuine.header(material.signatureHeader());
        return genuine.with(material.signatureHeader(), signature.substring(0, signature.length() / 2));
    }

    static SignedDelivery emptySignature(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with(material.signatureHeader(), "sha256=");
    }

    static SignedDelivery malformedSignature(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with(material.signatureHeader(), "sha256=" + "0g".repeat(32));
    }

    static SignedDelivery otherSecret(SignedDelivery genuine, AttackMaterial material) {
        return material.withSecret(WebhookSecret.of(WebhookSecret.randomText())).signed(genuine.body());
    }

    static SignedDelivery otherAlgorithm(SignedDelivery genuine, AttackMaterial material) {
        String signature = genuine.header(material.signatureHeader());
        return genuine.with(material.signatureHeader(), signature.replace("sha256", "sha512"));
    }

    static SignedDelivery twoSignatures(SignedDelivery genuine, AttackMaterial material) {
        return genuine.adding(material.signatureHeader(), FORGED);
    }

    static SignedDelivery forgedInFront(SignedDelivery genuine, AttackMaterial material) {
        String signature = genuine.header(material.signatureHeader());
        return genuine.with(material.signatureHeader(), FORGED).adding(material.signatureHeader(), signature);
    }

    static SignedDelivery stale(SignedDelivery genuine, AttackMaterial material) {
        return material.genuine(HOUR.negated());
    }

    static SignedDelivery future(SignedDelivery genuine, AttackMaterial material) {
        return material.genuine(HOUR);
    }

    static SignedDelivery refreshed(SignedDelivery genuine, AttackMaterial material) {
        return stale(genuine, material).with(AttackMaterial.TIMESTAMP, genuine.header(AttackMaterial.TIMESTAMP));
    }

    static SignedDelivery notANumber(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with(AttackMaterial.TIMESTAMP, "NaN");
    }

    static SignedDelivery seconds(SignedDelivery genuine, AttackMaterial material) {
        return material.signedInSeconds(genuine.body());
    }

    static SignedDelivery reSerialised(SignedDelivery genuine, AttackMaterial material) {
        return genuine.withBody(new String(genuine.body(), StandardCharsets.UTF_8).replaceFirst("\\{", "{ "));
    }

    static SignedDelivery truncatedBody(SignedDelivery genuine, AttackMaterial material) {
        byte[] body = genuine.body();
        return genuine.withBody(Arrays.copyOf(body, body.length / 2));
    }

    static SignedDelivery emptyBody(SignedDelivery genuine, AttackMaterial material) {
        return material.signed(new byte[0]);
    }

    static SignedDelivery notJson(SignedDelivery genuine, AttackMaterial material) {
        return material.signed("Hello".getBytes(StandardCharsets.UTF_8));
    }

    static SignedDelivery deepJson(SignedDelivery genuine, AttackMaterial material) {
        return material.signed("[".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }

    /** The genuine event and white space, so that only its size is wrong. */
    static SignedDelivery huge(SignedDelivery genuine, AttackMaterial material) {
        byte[] body = genuine.body();
        byte[] padded = Arrays.copyOf(body, Math.max(body.length, material.largestBody() + 1));
        Arrays.fill(padded, body.length, padded.length, (byte) ' ');
        return material.signed(padded);
    }

    static SignedDelivery get(SignedDelivery genuine, AttackMaterial material) {
        return genuine.withBody(new byte[0]).withMethod("GET");
    }

    static SignedDelivery form(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with("Content-Type", "application/x-www-form-urlencoded");
    }

    static SignedDelivery compressed(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with("Content-Encoding", "gzip");
    }

    static SignedDelivery otherEvent(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with(EVENT, "entry.spoofed");
    }

    static SignedDelivery replay(SignedDelivery genuine, AttackMaterial material) {
        return genuine;
    }

    static SignedDelivery replayChanged(SignedDelivery genuine, AttackMaterial material) {
        return genuine.with("X-Request-Id", "another").without(EVENT);
    }
}
