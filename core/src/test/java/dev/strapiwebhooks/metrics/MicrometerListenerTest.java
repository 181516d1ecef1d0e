package dev.strapiwebhooks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.strapiwebhooks.FakeRequest;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.inbox.Inbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicrometerListenerTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("metrics-test-secret");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(
                    WebhookVerifier.timestamped(SECRET).name("blog").build())
            .listener(new MicrometerListener(registry))
            .build();

    @Test
    void requestsHandlersAndBodiesAreMeasured() {
        accept("{\"event\":\"trigger-test\"}").settle(Outcome.answered(204));
        accept("{\"event\":\"trigger-test\",\"n\":2}").settle(Outcome.answered(500));
        accept("{\"event\":\"made.up.by.somebody\"}").settle(Outcome.answered(204));
        endpoint.receive(new FakeRequest(new byte[] {1}).with("Content-Type", "application/json"));

        assertThat(count("handled", "none", "trigger-test")).isEqualTo(1);
        assertThat(count("failed", "none", "trigger-test")).isEqualTo(1);
        assertThat(count("handled", "none", "custom")).isEqualTo(1);
        assertThat(count("rejected", "MISSING_SIGNATURE", "none")).isEqualTo(1);
        assertThat(registry.get("strapi.webhook.handler")
                        .tags("endpoint", "blog", "event", "trigger-test")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("strapi.webhook.body").summary().count()).isEqualTo(3);
        assertThat(registry.get("strapi.webhook.body").summary().max()).isGreaterThan(20);
    }

    /** What Prometheus shows as HELP, and as the end of the name. */
    @Test
    void everyMeterHasADescriptionAndABaseUnit() {
        new InboxMetrics(mock(Inbox.class)).bindTo(registry);
        accept("{\"event\":\"trigger-test\"}").settle(Outcome.answered(204));

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains(
                        "strapi.webhook.requests",
                        "strapi.webhook.handler",
                        "strapi.webhook.body",
                        "strapi.webhook.inbox.depth",
                        "strapi.webhook.inbox.oldest",
                        "strapi.webhook.inbox.dead");
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            assertThat(meter.getId().getDescription())
                    .as(meter.getId().getName())
                    .isNotBlank();
            assertThat(meter.getId().getBaseUnit()).as(meter.getId().getName()).isIn("seconds", "bytes", "deliveries");
        });
    }

    private long count(String verdict, String reason, String event) {
        return registry.get("strapi.webhook.requests")
                .tags("endpoint", "blog", "verdict", verdict, "reason", reason, "event", event)
                .timer()
                .count();
    }

    private WebhookDelivery accept(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = WebhookSigner.timestamped(SECRET).sign(bytes, Instant.now());
        FakeRequest request = new FakeRequest(bytes).with("Content-Type", "application/json");
        headers.forEach(request::with);
        return (WebhookDelivery) endpoint.receive(request);
    }
}
