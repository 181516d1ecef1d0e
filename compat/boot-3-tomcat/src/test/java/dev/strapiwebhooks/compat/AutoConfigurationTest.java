package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.boot.StrapiWebhookFailureAnalyzer;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

class AutoConfigurationTest {
    private static final String SECRET = "secret-of-the-boot-test";

    static final class Listener {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @StrapiListener
        void on(EntryEvent event) {
            events.add(event.name());
            if (event.id().orElse(0) == 13) {
                throw new IllegalStateException("not today");
            }
        }
    }

    @Test
    void oneSecretAndAListenerAreEnough() throws Exception {
        Listener listener = new Listener();
        try (ConfigurableApplicationContext context = BootServer.start(
                Map.of("strapi.webhook.secret", SECRET), beans -> beans.registerBean(Listener.class, () -> listener))) {
            assertThat(send(context, signed(SECRET, 1)).status()).isEqualTo(204);
            assertThat(send(context, signed("another-secret-012345", 2)).code()).isEqualTo("SIGNATURE_MISMATCH");
            SignedDelivery failing = signed(SECRET, 13);
            assertThat(send(context, failing).code()).isEqualTo("HANDLER_FAILED");
            assertThat(send(context, failing).code()).as("given back").isEqualTo("HANDLER_FAILED");
        }
        assertThat(listener.events).containsExactly("entry.publish", "entry.publish", "entry.publish");
    }

    @Test
    void everyPropertyReachesTheEndpoint() throws Exception {
        Map<String, String> properties = Map.of(
                "strapi.webhook.secrets[0].name", "new",
                "strapi.webhook.secrets[0].value", SECRET,
                "strapi.webhook.secrets[1].name", "old",
                "strapi.webhook.secrets[1].value", "old-secret-0123456789",
                "strapi.webhook.secrets[1].not-after", "2020-01-01T00:00:00Z",
                "strapi.webhook.path", "/hooks/one,/hooks/two",
                "strapi.webhook.max-body-size", "2KB",
                "strapi.webhook.name", "blog",
                "strapi.webhook.require-secure", "true",
                "strapi.webhook.trusted-proxies", "127.0.0.0/8");
        try (ConfigurableApplicationContext context = BootServer.start(properties, beans -> {})) {
            WebhookEndpoint endpoint = context.getBean(WebhookEndpoint.class);
            assertThat(endpoint.maxBodySize()).isEqualTo(2048);
            assertThat(endpoint.name()).isEqualTo("blog");
            assertThat(send(context, "/hooks/two", signed(SECRET, 1)).code()).isEqualTo("INSECURE_TRANSPORT");
            SignedDelivery old = signed("old-secret-0123456789", 2).with("X-Forwarded-Proto", "https");
            assertThat(send(context, "/hooks/one", old).code()).isEqualTo("KEY_NOT_VALID");
            assertThat(send(context, "/webhooks/strapi", old).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|x|strapi.webhook.secret (or .secrets) is not set. Make a secret with: openssl rand -hex 32",
                "secret|short|at least 16 are needed",
                "scheme|ed25519|strapi.webhook.public-keys is not set. It takes the public half of the pair",
                "tolerance|2h|tolerance must be from PT1S to PT1H",
                "max-body-size|1B|maxBodySize must be from 1024",
                "trusted-proxies|proxy.example|is not an IP address or network",
                "path|webhooks|each beginning with a slash",
                "rate-limit.per-client|5|Bucket4j is missing"
            })
    void mistakesStopTheStartInPlainWords(String property, String value, String message) {
        Map<String, String> properties = new TreeMap<>(Map.of("strapi.webhook." + property, value));
        if (!property.equals("name") && !property.equals("secret")) {
            properties.put("strapi.webhook.secret", SECRET);
        }

        Throwable failure = catchThrowable(() -> BootServer.start(properties, beans -> {}));

        assertThat(BootServer.messages(failure)).contains(message).doesNotContain(SECRET);
        assertThat(new StrapiWebhookFailureAnalyzer().analyze(failure))
                .isNotNull()
                .satisfies(analysis -> {
                    assertThat(analysis.getDescription()).contains(message);
                    assertThat(analysis.getAction())
                            .contains(
                                    message.contains("Bucket4j")
                                            ? "Add the dependency com.bucket4j:bucket4j_jdk17-core"
                                            : "strapi.webhook.*");
                });
    }

    @Test
    void secretsAsPlainTextAreTakenAndNotPrinted() throws Exception {
        try (ConfigurableApplicationContext context =
                BootServer.start(Map.of("strapi.webhook.secrets", SECRET + ",another-secret-012345"), beans -> {})) {
            assertThat(send(context, signed(SECRET, 1)).status())
                    .as("verified, no handler")
                    .isEqualTo(404);
            assertThat(send(context, signed("a-third-secret-0123456", 1)).status())
                    .isEqualTo(401);
        }
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, SignedDelivery delivery) throws Exception {
        return send(context, "/webhooks/strapi", delivery);
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, String path, SignedDelivery delivery)
            throws Exception {
        return RawHttp.send(URI.create("http://127.0.0.1:" + BootServer.port(context) + path), delivery);
    }

    private static SignedDelivery signed(String secret, int id) {
        return SignedDelivery.of(
                WebhookSecret.of(secret),
                "{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"id\":" + id + "}}",
                Instant.now());
    }
}
