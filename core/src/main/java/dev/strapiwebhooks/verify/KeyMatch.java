package dev.strapiwebhooks.verify;

import java.time.Instant;

/** The key that matched a claim, and what proves it about the signed bytes. */
final class KeyMatch {
    private final NamedKey<?> key;
    private final byte[] proof;

    KeyMatch(NamedKey<?> key, byte[] proof) {
        this.key = key;
        this.proof = proof;
    }

    String keyName() {
        return key.name();
    }

    boolean isValidAt(Instant time) {
        return key.isValidAt(time);
    }

    byte[] proof() {
        return proof;
    }
}
