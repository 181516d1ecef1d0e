package dev.strapiwebhooks.internal;

/** The key that matched a claim, and what proves it about the signed bytes. Holds no key: it lives as long as the delivery. */
public final class KeyMatch {
    private final String keyName;
    private final byte[] proof;
    private final boolean valid;

    KeyMatch(String keyName, byte[] proof, boolean valid) {
        this.keyName = keyName;
        this.proof = proof;
        this.valid = valid;
    }

    public String keyName() {
        return keyName;
    }

    public byte[] proof() {
        return proof;
    }

    /** False when the key is outside its validity. */
    public boolean isValid() {
        return valid;
    }
}
