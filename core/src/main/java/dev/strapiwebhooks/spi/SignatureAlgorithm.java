package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookSecret;

/**
 * How a signature is checked. A closed set.
 *
 * @param <K> kind of key
 */
@SuppressWarnings("UnusedTypeParameter") // holds a scheme to keys of one kind
public final class SignatureAlgorithm<K extends VerificationKey> {
    /** HMAC with SHA-256 and a shared secret. */
    public static final SignatureAlgorithm<WebhookSecret> HMAC_SHA256 = new SignatureAlgorithm<>("HMAC-SHA256");

    /** Ed25519 (RFC 8032) with a public key. */
    public static final SignatureAlgorithm<Ed25519PublicKey> ED25519 = new SignatureAlgorithm<>("Ed25519");

    /** Comparison with a shared token; proves neither the body nor a time. */
    public static final SignatureAlgorithm<WebhookSecret> BEARER_TOKEN = new SignatureAlgorithm<>("bearer token");

    private final String name;

    private SignatureAlgorithm(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
