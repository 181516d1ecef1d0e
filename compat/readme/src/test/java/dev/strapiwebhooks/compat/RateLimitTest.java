package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The limits that properties set, of the default endpoint and of others, where Bucket4j is there. */
class RateLimitTest {
    private static final String SECRET = "secret-of-the-rate-limit-test";

    private int serial;

    @Test
    void eachEndpointHasItsOwnLimit() throws IOException {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                ReadmeAttacksTest.WithListeners.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--strapi.webhook.secret=" + SECRET,
                "--strapi.webhook.rate-limit.per-client=2",
                "--strapi.webhook.rate-limit.period=1h",
                "--strapi.webhook.path=/webhooks/strapi/blog",
                "--strapi.webhook.endpoints.shop.secret=" + SECRET,
                "--strapi.webhook.endpoints.shop.path=/webhooks/strapi",
                "--strapi.webhook.endpoints.shop.rate-limit.per-endpoint=1",
                "--strapi.webhook.endpoints.shop.rate-limit.period=1h")) {
            assertThat(status(context, "/webhooks/strapi")).isEqualTo(204);
            assertThat(status(context, "/webhooks/strapi")).isEqualTo(429);
            assertThat(status(context, "/webhooks/strapi/blog")).isNotEqualTo(429);
            assertThat(status(context, "/webhooks/strapi/blog")).isNotEqualTo(429);
            assertThat(status(context, "/webhooks/strapi/blog")).isEqualTo(429);
        }
    }

    private int status(ConfigurableApplicationContext context, String path) throws IOException {
        String body = "{\"event\":\"trigger-test\",\"serial\":" + serial++ + "}";
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
        return RawHttp.send(uri, SignedDelivery.of(WebhookSecret.of(SECRET), body, Instant.now()))
                .status();
    }
}
