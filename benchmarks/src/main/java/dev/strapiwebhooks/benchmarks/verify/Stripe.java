package dev.strapiwebhooks.benchmarks.verify;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Stripe's SDK: takes the body as text, and throws when it refuses. */
final class Stripe {
    private static final long TOLERANCE_SECONDS = 300;

    private Stripe() {}

    static Subject of(Sample signed, byte[] arrived) {
        String header = header(signed);
        return () -> {
            try {
                String body = new String(arrived, StandardCharsets.UTF_8);
                return Webhook.Signature.verifyHeader(body, header, Sample.SECRET, TOLERANCE_SECONDS);
            } catch (SignatureVerificationException e) {
                return false;
            }
        };
    }

    private static String header(Sample signed) {
        try {
            return Webhook.Signature.generateSignatureHeader(
                    signed.bodyText(), Sample.SECRET, signed.time().getEpochSecond());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
