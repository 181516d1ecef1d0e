package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.spi.SignatureInput;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519, through Bouncy Castle or through a provider that the user chose. A signature can be written in more than one
 * way, so the proof is a digest of what was signed and not the signature.
 */
public final class Ed25519KeyCheck {
    private static final String ALGORITHM = "Ed25519";

    private Ed25519KeyCheck() {}

    public static KeyCheck of(byte[] raw, @Nullable Provider provider) {
        return provider == null ? withBouncyCastle(raw) : withProvider(raw, provider);
    }

    private static KeyCheck withBouncyCastle(byte[] raw) {
        BouncyCastleEd25519 ed25519 = BouncyCastle.ed25519();
        return (claim, body) -> ed25519.verify(raw, claim.signature(), claim.prefix(), body, claim.suffix())
                ? proof(claim, body)
                : null;
    }

    private static KeyCheck withProvider(byte[] raw, Provider provider) {
        try {
            byte[] encoded = BouncyCastle.ed25519().subjectPublicKeyInfo(raw);
            PublicKey publicKey =
                    KeyFactory.getInstance(ALGORITHM, provider).generatePublic(new X509EncodedKeySpec(encoded));
            Signature.getInstance(ALGORITHM, provider).initVerify(publicKey);
            return (claim, body) -> verify(publicKey, provider, claim, body) ? proof(claim, body) : null;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "crypto provider " + provider.getName() + " cannot do " + ALGORITHM
                            + "; choose another provider or leave it out",
                    e);
        }
    }

    private static boolean verify(PublicKey key, Provider provider, SignatureInput claim, byte[] body) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, provider);
            signature.initVerify(key);
            signature.update(claim.prefix());
            signature.update(body);
            signature.update(claim.suffix());
            return isValid(signature, claim.signature());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " worked when the verifier was built", e);
        }
    }

    /** Providers tell malformed from wrong signatures by an exception; here both are a stranger's forgery. */
    private static boolean isValid(Signature signature, byte[] claimed) {
        try {
            return signature.verify(claimed);
        } catch (SignatureException e) {
            return false;
        }
    }

    private static byte[] proof(SignatureInput claim, byte[] body) {
        return Sha256.of(claim.prefix(), body, claim.suffix());
    }
}
