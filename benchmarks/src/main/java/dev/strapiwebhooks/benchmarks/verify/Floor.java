package dev.strapiwebhooks.benchmarks.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;

/** A reused Mac and a comparison: the signature and the signed prefix are bytes already, no time is looked at. */
final class Floor {
    private Floor() {}

    static Subject of(Sample signed, byte[] arrived) {
        Mac mac = keyed();
        byte[] prefix = (signed.time().toEpochMilli() + ".").getBytes(StandardCharsets.US_ASCII);
        mac.update(prefix);
        byte[] signature = mac.doFinal(signed.body());
        return () -> {
            mac.update(prefix);
            mac.update(arrived);
            return MessageDigest.isEqual(mac.doFinal(), signature);
        };
    }

    static Mac keyed() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(Sample.key());
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
