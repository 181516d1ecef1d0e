package dev.strapiwebhooks.examples.jetty;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Sends a delivery that a real Strapi made, signed now, and a forgery of it. */
final class Demonstration {
    private Demonstration() {}

    static void run(URI target, WebhookSecret secret) throws IOException {
        byte[] body = CapturedDeliveries.named("v5-entry.publish-01").body();
        SignedDelivery genuine = SignedDelivery.of(WebhookSigner.timestamped(secret), body, Instant.now())
                .with("X-Strapi-Event", "entry.publish");
        byte[] changed = new String(body, StandardCharsets.UTF_8)
                .replaceFirst("\"title\":\"", "\"title\":\"X")
                .getBytes(StandardCharsets.UTF_8);
        RawHttp.send(target, genuine);
        RawHttp.send(target, genuine.withBody(changed));
    }
}
