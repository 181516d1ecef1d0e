package dev.strapiwebhooks.benchmarks.soak;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Duration;
import java.util.Arrays;

/** What a hostile sender makes of a genuine delivery, and how it must be answered. */
enum Hostility {
    UNSIGNED(401) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return genuine.without(SIGNATURE);
        }
    },
    TAMPERED(401) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            byte[] body = genuine.body();
            body[body.length - 2] ^= 1;
            return genuine.withBody(body);
        }
    },
    TRUNCATED_BODY(401) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return genuine.withBody(Arrays.copyOf(genuine.body(), 10));
        }
    },
    MALFORMED(401) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return genuine.with(SIGNATURE, "sha256=" + "0g".repeat(32));
        }
    },
    STALE(401) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return signer.sign(genuine.body(), Duration.ofHours(-1));
        }
    },
    FUTURE(401) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return signer.sign(genuine.body(), Duration.ofHours(1));
        }
    },
    TOO_LARGE(413) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return genuine.withBody(new byte[SoakTarget.MAX_BODY_SIZE + 1]);
        }
    },
    FORM(415) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            return genuine.with("Content-Type", "application/x-www-form-urlencoded");
        }
    },
    SIGNED_GARBAGE(400) {
        @Override
        SignedDelivery forge(SignedDelivery genuine, SoakSigner signer) {
            byte[] body = genuine.body();
            return signer.sign(Arrays.copyOf(body, body.length - 1), Duration.ZERO);
        }
    };

    static final String SIGNATURE = "X-Webhook-Signature";

    private final int status;

    Hostility(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    abstract SignedDelivery forge(SignedDelivery genuine, SoakSigner signer);
}
