package dev.strapiwebhooks.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One HMAC of the JDK over a body, from a keyed template. Thread-safe. */
final class BareHmac {
    private final Mac template;

    BareHmac(String secret) {
        try {
            template = Mac.getInstance("HmacSHA256");
            template.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            template.update(new byte[0]); // hashes the padded key now, as this library does
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] compute(byte[] body) {
        try {
            return ((Mac) template.clone()).doFinal(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
