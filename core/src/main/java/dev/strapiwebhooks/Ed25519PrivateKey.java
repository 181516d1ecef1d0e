package dev.strapiwebhooks;

/**
 * The signing half of an Ed25519 key pair, for senders and tests. A receiver never needs one. Needs Bouncy Castle, as
 * {@link Ed25519PublicKey} does.
 *
 * <p>Immutable and thread-safe; its text form does not show it.
 */
public final class Ed25519PrivateKey {
    private final byte[] seed;

    private Ed25519PrivateKey(byte[] seed) {
        this.seed = seed;
    }

    /**
     * A key from PKCS#8 PEM, as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @param pem {@code -----BEGIN PRIVATE KEY-----…}
     * @return the key
     * @throws IllegalArgumentException when the text is not an Ed25519 private key
     */
    public static Ed25519PrivateKey fromPem(String pem) {
        return new Ed25519PrivateKey(BouncyCastle.ed25519().privateKey(pem.strip()));
    }

    /**
     * A new random key.
     *
     * @return the key
     */
    public static Ed25519PrivateKey generate() {
        return new Ed25519PrivateKey(BouncyCastle.ed25519().newPrivateKey());
    }

    /**
     * The matching public key.
     *
     * @return what the receiver needs
     */
    public Ed25519PublicKey publicKey() {
        return Ed25519PublicKey.ofRaw(BouncyCastle.ed25519().publicKeyOf(seed));
    }

    byte[] sign(byte[]... parts) {
        return BouncyCastle.ed25519().sign(seed, parts);
    }

    @Override
    public String toString() {
        return "Ed25519PrivateKey[redacted]";
    }
}
