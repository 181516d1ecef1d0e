package dev.strapiwebhooks.verify;

import java.time.Instant;

/** The key that matched a claim, and what the match proves about the signed bytes. */
final class KeyMatch {
    private final NamedKey<?> key;
    private final SignatureClaim claim;
    private final byte[] proof;

    KeyMatch(NamedKey<?> key, SignatureClaim claim, byte[] proof) {
        this.key = key;
        this.claim = claim;
        this.proof = proof;
    }

    String keyName() {
        return key.name();
    }

    boolean isValidAt(Instant time) {
        return key.isValidAt(time);
    }

    SignatureClaim claim() {
        return claim;
    }

    byte[] proof() {
        return proof;
    }
}
