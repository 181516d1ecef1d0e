package dev.strapiwebhooks.benchmarks.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;

/** What a team writes from Strapi's documentation: text is joined, hashed, printed byte by byte and compared. */
final class ByHand {
    private static final long WINDOW = Duration.ofMinutes(5).toMillis();

    private ByHand() {}

    static Subject of(Sample signed, byte[] arrived) {
        String timestamp = Long.toString(signed.time().toEpochMilli());
        String signature = "sha256=" + hex(timestamp, signed.body());
        return () -> {
            long age = Instant.now().toEpochMilli() - Long.parseLong(timestamp);
            String expected = "sha256=" + hex(timestamp, arrived);
            return Math.abs(age) <= WINDOW
                    && MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String hex(String timestamp, byte[] body) {
        String message = timestamp + "." + new String(body, StandardCharsets.UTF_8);
        StringBuilder hex = new StringBuilder();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(Sample.key());
            for (byte b : mac.doFinal(message.getBytes(StandardCharsets.UTF_8))) {
                hex.append(String.format("%02x", b));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return hex.toString();
    }
}
