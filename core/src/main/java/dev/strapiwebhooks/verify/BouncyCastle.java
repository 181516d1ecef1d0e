package dev.strapiwebhooks.verify;

/** The door to the optional Bouncy Castle: says what to add when it is not there. */
final class BouncyCastle {
    private BouncyCastle() {}

    static BouncyCastleEd25519 ed25519() {
        try {
            return new BouncyCastleEd25519();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Ed25519 needs Bouncy Castle; add org.bouncycastle:bcprov-jdk18on to the class path", e);
        }
    }
}
