package dev.strapiwebhooks.benchmarks.verify;

import com.svix.Webhook;
import com.svix.exceptions.WebhookSigningException;
import com.svix.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Svix' SDK: takes the body as text, and throws when it refuses. */
final class Svix {
    private static final String ID = "msg_2b4c6d8e";

    private Svix() {}

    static Subject of(Sample signed, byte[] arrived) {
        Webhook webhook = webhook();
        Map<String, List<String>> headers = headers(webhook, signed);
        return () -> {
            try {
                webhook.verify(new String(arrived, StandardCharsets.UTF_8), headers);
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            }
        };
    }

    private static Map<String, List<String>> headers(Webhook webhook, Sample signed) {
        long seconds = signed.time().getEpochSecond();
        try {
            return Map.of(
                    "svix-id", List.of(ID),
                    "svix-timestamp", List.of(Long.toString(seconds)),
                    "svix-signature", List.of(webhook.sign(ID, seconds, signed.bodyText())));
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Webhook webhook() {
        try {
            return new Webhook(Sample.SECRET_BYTES);
        } catch (com.svix.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }
}
