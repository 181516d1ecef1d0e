package dev.strapiwebhooks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

class ReceiverApplicationTest {
    @TempDir
    private Path directory;

    @Test
    void byDefaultEventsAreStoredInAFileAndHandledAfterwards() throws IOException {
        String file = "--strapi.webhook.jdbc.file=" + directory.resolve("webhooks");
        SignedDelivery publish = RunningReceiver.signed(publish());
        try (RunningReceiver receiver = new RunningReceiver(file)) {
            assertThat(receiver.send(publish).status()).isEqualTo(202);
            receiver.awaitArticles("Published Zoë – 東京 🎉");

            String unpublish = publish().replace("entry.publish", "entry.unpublish");
            assertThat(receiver.send(RunningReceiver.signed(unpublish)).status())
                    .isEqualTo(202);
            receiver.awaitArticles("[]");
            assertThat(receiver.get("/actuator/health")).contains("strapiInbox");
        }
        try (RunningReceiver restarted = new RunningReceiver(file)) {
            assertThat(restarted.send(publish).code()).isEqualTo("REPLAY");
        }
    }

    /** A server for tests may lose what it has confirmed, which the inbox refuses. */
    private static EmbeddedPostgres durable() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    @Test
    void onPostgresTwoReceiversShareOneInbox() throws IOException {
        try (EmbeddedPostgres postgres = durable()) {
            String[] settings = {
                "--spring.profiles.active=postgres",
                "--strapi.webhook.jdbc.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres"
            };
            try (RunningReceiver one = new RunningReceiver(settings);
                    RunningReceiver two = new RunningReceiver(settings)) {
                SignedDelivery publish = RunningReceiver.signed(publish());
                assertThat(one.send(publish).status()).isEqualTo(202);
                assertThat(two.send(publish).code()).isEqualTo("REPLAY");
                RunningReceiver.awaitThat(() -> (one.get("/articles") + two.get("/articles")).contains("Zoë"));
            }
        }
    }

    @Test
    void withRedisTwoReceiversKnowEachOthersReplays() throws IOException {
        int port = freePort();
        RedisServer redis = new RedisServer(port);
        redis.start();
        String[] settings = {"--spring.profiles.active=redis", "--strapi.webhook.redis.url=redis://127.0.0.1:" + port};
        try (RunningReceiver one = new RunningReceiver(settings);
                RunningReceiver two = new RunningReceiver(settings)) {
            SignedDelivery publish = RunningReceiver.signed(publish());
            assertThat(one.send(publish).status()).isEqualTo(204);
            assertThat(one.get("/articles")).contains("Zoë");
            assertThat(two.send(publish).code()).isEqualTo("REPLAY");
        } finally {
            redis.stop();
        }
    }

    @Test
    void triggerIsAnsweredAndAForgeryRefused() throws IOException {
        try (RunningReceiver receiver =
                new RunningReceiver("--strapi.webhook.jdbc.file=" + directory.resolve("webhooks"))) {
            SignedDelivery trigger = RunningReceiver.signed("{\"event\":\"trigger-test\"}");

            assertThat(receiver.send(trigger).status()).isEqualTo(202);
            assertThat(receiver.send(trigger.withBody(new byte[] {'{', '}'})).code())
                    .isEqualTo("SIGNATURE_MISMATCH");
        }
    }

    private static String publish() {
        return new String(CapturedDeliveries.named("v5-entry.publish-01").body(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
