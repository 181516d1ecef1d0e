package dev.strapiwebhooks;

/** The key that matched a claim, and what proves it about the signed bytes. Holds no key: it lives as long as the delivery. */
final class KeyMatch {
    private final String keyName;
    private final byte[] proof;
    private final boolean valid;

    KeyMatch(String keyName, byte[] proof, boolean valid) {
        this.keyName = keyName;
        this.proof = proof;
        this.valid = valid;
    }

    String keyName() {
        return keyName;
    }

    byte[] proof() {
        return proof;
    }

    /** False when the key is outside its validity. */
    boolean isValid() {
        return valid;
    }
}
