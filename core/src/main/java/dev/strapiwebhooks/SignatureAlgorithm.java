package dev.strapiwebhooks;

import java.security.Provider;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a signature is checked, and what a match proves. A closed set.
 *
 * @param <K> kind of key
 */
public final class SignatureAlgorithm<K extends VerificationKey> {
    /** HMAC with SHA-256 and a shared secret. */
    public static final SignatureAlgorithm<WebhookSecret> HMAC_SHA256 = new SignatureAlgorithm<>(
            "HMAC-SHA256", RejectionReason.SIGNATURE_MISMATCH, EnumSet.allOf(Guarantee.class), HmacKeyCheck::of);

    /** Ed25519 (RFC 8032) with a public key. */
    public static final SignatureAlgorithm<Ed25519PublicKey> ED25519 = new SignatureAlgorithm<>(
            "Ed25519", RejectionReason.SIGNATURE_MISMATCH, EnumSet.allOf(Guarantee.class), Ed25519KeyCheck::of);

    /** Comparison with a shared token; proves nothing about the body. */
    public static final SignatureAlgorithm<WebhookSecret> BEARER_TOKEN = new SignatureAlgorithm<>(
            "bearer token",
            RejectionReason.TOKEN_MISMATCH,
            EnumSet.of(Guarantee.AUTHENTICITY),
            (secret, provider) -> new TokenKeyCheck(secret));

    private final String name;
    private final RejectionReason mismatch;
    private final Set<Guarantee> guarantees;
    private final KeyCheck.Factory<K> checks;

    private SignatureAlgorithm(
            String name, RejectionReason mismatch, EnumSet<Guarantee> guarantees, KeyCheck.Factory<K> checks) {
        this.name = name;
        this.mismatch = mismatch;
        this.guarantees = Set.copyOf(guarantees);
        this.checks = checks;
    }

    RejectionReason mismatch() {
        return mismatch;
    }

    Set<Guarantee> guarantees() {
        return guarantees;
    }

    KeyCheck checkWith(K key, @Nullable Provider provider) {
        return checks.create(key, provider);
    }

    @Override
    public String toString() {
        return name;
    }
}
