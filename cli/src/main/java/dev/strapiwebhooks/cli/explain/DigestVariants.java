package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the sender may have computed the signature. */
final class DigestVariants {
    private DigestVariants() {}

    /** One way to sign. */
    @FunctionalInterface
    interface Digest {
        byte[] sign(byte[] key, String before, byte[] body, String after) throws GeneralSecurityException;
    }

    static List<Variant<Digest>> all() {
        return List.of(
                Variant.expected(hmac("HmacSHA256")),
                Variant.of(Cause.DIGEST_SHA1, hmac("HmacSHA1")),
                Variant.of(Cause.DIGEST_SHA512, hmac("HmacSHA512")),
                Variant.of(Cause.DIGEST_WITHOUT_HMAC, DigestVariants::keyFirst),
                Variant.of(Cause.DIGEST_WITHOUT_HMAC, DigestVariants::keyLast));
    }

    private static Digest hmac(String algorithm) {
        return (key, before, body, after) -> {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            mac.update(before.getBytes(UTF_8));
            mac.update(body);
            return mac.doFinal(after.getBytes(UTF_8));
        };
    }

    private static byte[] keyFirst(byte[] key, String before, byte[] body, String after)
            throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(key);
        sha256.update(before.getBytes(UTF_8));
        sha256.update(body);
        return sha256.digest(after.getBytes(UTF_8));
    }

    private static byte[] keyLast(byte[] key, String before, byte[] body, String after)
            throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(before.getBytes(UTF_8));
        sha256.update(body);
        sha256.update(after.getBytes(UTF_8));
        return sha256.digest(key);
    }
}
