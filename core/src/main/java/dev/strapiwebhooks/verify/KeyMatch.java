package dev.strapiwebhooks.verify;

import java.time.Instant;
import java.util.Set;

/** The key that matched a claim, and what proves it about the signed bytes. */
final class KeyMatch {
    private final NamedKey<?> key;
    private final byte[] proof;
    private final Set<Guarantee> guarantees;

    KeyMatch(NamedKey<?> key, byte[] proof, Set<Guarantee> guarantees) {
        this.key = key;
        this.proof = proof;
        this.guarantees = guarantees;
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

    Set<Guarantee> guarantees() {
        return guarantees;
    }
}
