package dev.strapiwebhooks.internal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Everything that touches Bouncy Castle. Its lightweight API: no provider is made or registered. */
public final class BouncyCastleEd25519 {
    private static final String EXPECTED_PUBLIC =
            "expected an Ed25519 public key: -----BEGIN PUBLIC KEY----- (PEM), or ssh-ed25519 AAAA… (OpenSSH)";
    private static final String EXPECTED_PRIVATE =
            "expected an Ed25519 private key: -----BEGIN PRIVATE KEY----- (PKCS#8 PEM)";
    private static final String OPEN_SSH = "ssh-ed25519 ";

    BouncyCastleEd25519() {
        // Named here, so that a missing library shows as NoClassDefFoundError at once and not somewhere later.
        requireNonNull(Ed25519Signer.class);
    }

    public byte[] publicKey(String text) {
        try {
            AsymmetricKeyParameter key = text.startsWith(OPEN_SSH)
                    ? OpenSSHPublicKeyUtil.parsePublicKey(Base64.getDecoder().decode(text.split(" +", 3)[1].strip()))
                    : PublicKeyFactory.createKey(pem(text, "PUBLIC KEY"));
            return checkedPublicKey(((Ed25519PublicKeyParameters) key).getEncoded());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(EXPECTED_PUBLIC, e);
        }
    }

    public byte[] checkedPublicKey(byte[] raw) {
        if (raw.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(raw, 0)) {
            throw new IllegalArgumentException(
                    "an Ed25519 public key is " + Ed25519.PUBLIC_KEY_SIZE + " bytes that encode a point of full order");
        }
        return raw;
    }

    public byte[] privateKey(String text) {
        try {
            AsymmetricKeyParameter key = PrivateKeyFactory.createKey(pem(text, "PRIVATE KEY"));
            return ((Ed25519PrivateKeyParameters) key).getEncoded();
        } catch (IOException | RuntimeException e) {
            // without the cause: its message could quote the key
            throw new IllegalArgumentException(EXPECTED_PRIVATE);
        }
    }

    byte[] subjectPublicKeyInfo(byte[] raw) {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(new Ed25519PublicKeyParameters(raw))
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalArgumentException(EXPECTED_PUBLIC, e);
        }
    }

    public byte[] sign(byte[] seed, byte[]... parts) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, new Ed25519PrivateKeyParameters(seed));
        update(signer, parts);
        return signer.generateSignature();
    }

    boolean verify(byte[] raw, byte[] signature, byte[]... parts) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(raw));
        update(signer, parts);
        return signer.verifySignature(signature);
    }

    private static void update(Ed25519Signer signer, byte[]... parts) {
        for (byte[] part : parts) {
            signer.update(part, 0, part.length);
        }
    }

    private static byte[] pem(String text, String type) throws IOException {
        try (PemReader reader = new PemReader(new StringReader(text))) {
            PemObject object = reader.readPemObject();
            if (object == null || !type.equals(object.getType())) {
                throw new IOException("no " + type);
            }
            return object.getContent();
        }
    }
}
