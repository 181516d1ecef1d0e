package dev.strapiwebhooks.benchmarks.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The floor once more, with the HMAC of Bouncy Castle's lightweight API. */
final class BouncyCastleHmac {
    private BouncyCastleHmac() {}

    static Subject of(Sample signed, byte[] arrived) {
        HMac mac = new HMac(SHA256Digest.newInstance());
        mac.init(new KeyParameter(Sample.SECRET_BYTES));
        byte[] prefix = (signed.time().toEpochMilli() + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] signature = compute(mac, prefix, signed.body());
        return () -> MessageDigest.isEqual(compute(mac, prefix, arrived), signature);
    }

    private static byte[] compute(HMac mac, byte[] prefix, byte[] body) {
        mac.update(prefix, 0, prefix.length);
        mac.update(body, 0, body.length);
        byte[] result = new byte[mac.getMacSize()];
        mac.doFinal(result, 0);
        return result;
    }
}
