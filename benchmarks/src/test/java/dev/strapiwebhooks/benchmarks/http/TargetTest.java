package dev.strapiwebhooks.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.benchmarks.Bodies;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared must do its work: everything answers alike, and only one of them refuses. */
class TargetTest {
    private static final WebhookSigner SIGNER = WebhookSigner.timestamped(WebhookSecret.of(Target.SECRET));

    @ParameterizedTest
    @EnumSource
    void everyVariantTakesADeliveryAndOnlyOursRefusesACopy(Framework framework) throws Exception {
        int port = framework.start(); // a daemon of this test's process
        SignedDelivery delivery = SignedDelivery.of(SIGNER, Bodies.ofSize(2000), Instant.now());

        for (Variant variant : Variant.values()) {
            assertThat(send(port, variant, delivery).status())
                    .as(variant.path())
                    .isEqualTo(204);
        }
        for (Variant variant : Variant.values()) {
            boolean verifies = variant == Variant.VERIFIED;
            assertThat(send(port, variant, delivery).status())
                    .as(variant.path())
                    .isEqualTo(verifies ? 409 : 204);
            assertThat(send(port, variant, delivery.without("X-Webhook-Signature"))
                            .status())
                    .as(variant.path())
                    .isEqualTo(verifies ? 401 : 204);
        }
        assertThat(send(port, Variant.HMAC_AND_TREE, SignedDelivery.unsigned(new byte[] {'{'}))
                        .status())
                .as("it does parse")
                .isEqualTo(500);
    }

    private static HttpAnswer send(int port, Variant variant, SignedDelivery delivery) throws IOException {
        return RawHttp.send(URI.create("http://127.0.0.1:" + port + variant.path()), delivery);
    }
}
