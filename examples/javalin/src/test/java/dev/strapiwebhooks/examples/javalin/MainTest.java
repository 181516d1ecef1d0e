package dev.strapiwebhooks.examples.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-example-test");

    private final Javalin app = Main.create(SECRET).start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void publishedArticlesAreKeptByDocumentAndLocale() throws IOException {
        assertThat(send("entry.create", "en", "draft", null)).isEqualTo(204);
        assertThat(articles()).endsWith("[]");

        assertThat(send("entry.publish", "en", "Hello", "2026-11-23T12:00:00Z")).isEqualTo(204);
        assertThat(send("entry.publish", "fr", "Bonjour", "2026-11-23T12:00:00Z"))
                .isEqualTo(204);
        assertThat(articles()).contains("title=Hello", "title=Bonjour").doesNotContain("draft");

        assertThat(send("entry.unpublish", "en", "Hello", "2026-11-23T12:00:00Z"))
                .isEqualTo(204);
        assertThat(send("entry.delete", "fr", "Bonjour", null)).isEqualTo(204);
        assertThat(articles()).endsWith("[]");
    }

    @Test
    void aForgeryIsRefused() throws IOException {
        SignedDelivery forged = SignedDelivery.of(SECRET, "{\"event\":\"trigger-test\"}", Instant.now())
                .with("X-Webhook-Timestamp", "1700000000000");

        assertThat(RawHttp.send(uri("/webhooks/strapi"), forged).code()).isEqualTo("SIGNATURE_MISMATCH");
    }

    private int send(String event, String locale, String title, @org.jspecify.annotations.Nullable String publishedAt)
            throws IOException {
        String published = publishedAt == null ? "null" : "\"" + publishedAt + "\"";
        String body = "{\"event\":\"" + event + "\",\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":"
                + "{\"documentId\":\"d1\",\"locale\":\"" + locale + "\",\"title\":\"" + title + "\",\"publishedAt\":"
                + published + "}}";
        return RawHttp.send(uri("/webhooks/strapi"), SignedDelivery.of(SECRET, body, Instant.now()))
                .status();
    }

    private String articles() throws IOException {
        HttpAnswer answer = RawHttp.send(
                uri("/articles"), SignedDelivery.unsigned(new byte[0]).withMethod("GET"));
        return answer.text();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }
}
