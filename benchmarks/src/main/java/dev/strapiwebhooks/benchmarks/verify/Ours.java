package dev.strapiwebhooks.benchmarks.verify;

import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** This library, starting from header texts. */
final class Ours {
    private Ours() {}

    static Subject withoutReplayGuard(Sample signed, byte[] arrived) {
        WebhookVerifier verifier = WebhookVerifier.timestamped(Sample.secret())
                .replayCheckedByCaller()
                .build();
        WebhookHeaders headers = headers(WebhookSigner.timestamped(Sample.secret()), signed.body(), signed.time());
        return () -> verifier.verify(headers, arrived) instanceof Verified;
    }

    /** As an adapter gives them: a list for each question. */
    static WebhookHeaders headers(WebhookSigner signer, byte[] body, Instant time) {
        Map<String, String> signed = signer.sign(body, time);
        String signature = signed.getOrDefault("X-Webhook-Signature", "");
        String timestamp = signed.getOrDefault("X-Webhook-Timestamp", "");
        return name -> name.equalsIgnoreCase("X-Webhook-Signature")
                ? List.of(signature)
                : name.equalsIgnoreCase("X-Webhook-Timestamp") ? List.of(timestamp) : List.of();
    }
}
