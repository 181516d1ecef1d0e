package dev.strapiwebhooks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ReceiverApplicationTest {
    private static final String SECRET = "secret-of-the-example-test";

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = SpringApplication.run(
                ReceiverApplication.class, "--server.port=0", "--strapi.webhook.secret=" + SECRET);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void publishedArticlesAreKeptUntilTheyAreUnpublishedOrDeleted() throws IOException {
        CapturedDelivery publish = CapturedDeliveries.named("v5-entry.publish-01");
        String unpublish = new String(publish.body(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("entry.publish", "entry.unpublish");

        assertThat(send(SignedDelivery.of(
                                WebhookSigner.timestamped(WebhookSecret.of(SECRET)), publish.body(), Instant.now()))
                        .status())
                .isEqualTo(204);
        assertThat(articles()).contains("Published Zoë – 東京 🎉");

        assertThat(send(signed(unpublish)).status()).isEqualTo(204);
        assertThat(articles()).endsWith("[]");
    }

    @Test
    void triggerIsAnsweredAndAForgeryRefused() throws IOException {
        SignedDelivery trigger = signed("{\"event\":\"trigger-test\"}");

        assertThat(send(trigger).status()).isEqualTo(204);
        assertThat(send(trigger.withBody(new byte[] {'{', '}'})).code()).isEqualTo("SIGNATURE_MISMATCH");
    }

    private static String articles() throws IOException {
        HttpAnswer answer = RawHttp.send(
                uri("/articles"), SignedDelivery.unsigned(new byte[0]).withMethod("GET"));
        return answer.text().replaceAll("\r\n0\r\n\r\n$", "").strip();
    }

    private static HttpAnswer send(SignedDelivery delivery) throws IOException {
        return RawHttp.send(uri("/webhooks/strapi"), delivery);
    }

    private static SignedDelivery signed(String body) {
        return SignedDelivery.of(WebhookSecret.of(SECRET), body, Instant.now());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
    }
}
