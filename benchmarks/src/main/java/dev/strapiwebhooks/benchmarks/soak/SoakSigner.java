package dev.strapiwebhooks.benchmarks.soak;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** Makes deliveries at the time of the soak's clock. Thread-safe. */
final class SoakSigner {
    static final WebhookSecret SECRET = WebhookSecret.of("soak-secret-0123456789abcdef");

    private final WebhookSigner signer = WebhookSigner.timestamped(SECRET);
    private final Clock clock;

    SoakSigner(Clock clock) {
        this.clock = clock;
    }

    SignedDelivery genuine(int serial) {
        String json = "{\"event\":\"entry.update\",\"createdAt\":\"" + clock.instant()
                + "\",\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"id\":" + serial
                + ",\"documentId\":\"d" + serial + "\",\"title\":\"" + "Title ".repeat(serial % 200) + "\"}}";
        return sign(json.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    SignedDelivery sign(byte[] body, Duration offset) {
        return SignedDelivery.of(signer, body, clock.instant().plus(offset));
    }
}
