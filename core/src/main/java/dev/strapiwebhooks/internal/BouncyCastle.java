package dev.strapiwebhooks.internal;

/** The door to the optional Bouncy Castle: says what to add when it is not there. */
public final class BouncyCastle {
    private BouncyCastle() {}

    public static BouncyCastleEd25519 ed25519() {
        try {
            return new BouncyCastleEd25519();
        } catch (NoClassDefFoundError e) {
            throw new MissingDependencyException("Ed25519", "org.bouncycastle:bcprov-jdk18on", e);
        }
    }
}
