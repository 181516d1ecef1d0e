package dev.strapiwebhooks;

import java.util.Set;

/** The key that matched a claim, and what proves it about the signed bytes. Holds no key: it lives as long as the delivery. */
final class KeyMatch {
    private final String keyName;
    private final byte[] proof;
    private final Set<Guarantee> guarantees;

    KeyMatch(String keyName, byte[] proof, Set<Guarantee> guarantees) {
        this.keyName = keyName;
        this.proof = proof;
        this.guarantees = guarantees;
    }

    String keyName() {
        return keyName;
    }

    byte[] proof() {
        return proof;
    }

    Set<Guarantee> guarantees() {
        return guarantees;
    }
}
