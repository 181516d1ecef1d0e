package dev.strapiwebhooks.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is received is kept, told and shown, whatever the verdict. */
class ListenerTest {
    private static final String EVENT = "{\"event\":\"entry.publish\",\"createdAt\":\"2026-11-23T12:00:00.000Z\","
            + "\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"id\":1,\"documentId\":\"d1\"}}";

    private Listening listening = Listening.inMemory();

    @AfterEach
    void close() {
        listening.close();
    }

    @Test
    void aRealDeliveryIsShownWithItsTypedEventAndTheSignedBytes() throws Exception {
        byte[] body = CapturedDeliveries.named("v5-signed-entry.publish-02").body();
        SignedDelivery delivery = SignedDelivery.of(WebhookSigner.timestamped(Listening.secret()), body, Instant.now());

        JsonNode detail = listening.json("/api/deliveries/" + listening.logged(delivery));

        assertThat(detail.path("verdict").asString()).isEqualTo("accepted");
        assertThat(detail.path("status").asInt()).isEqualTo(204);
        assertThat(detail.path("model").asString()).isEqualTo("article");
        assertThat(detail.path("typed").path("type").asString()).isEqualTo("EntryEvent");
        assertThat(detail.path("typed").path("fields").toString())
                .contains("{\"name\":\"action\",\"value\":\"PUBLISH\"}");
        assertThat(detail.path("signed").path("text").asString())
                .isEqualTo(delivery.header("X-Webhook-Timestamp") + "." + new String(body, StandardCharsets.UTF_8));
        assertThat(detail.path("skewMillis").asLong()).isBetween(-1000L, 60_000L);
    }

    @Test
    void aRefusedDeliveryIsExplained() throws Exception {
        long id = listening.logged(Listening.signed(EVENT).withBody((EVENT + "\n").getBytes(StandardCharsets.UTF_8)));

        JsonNode summary = listening.json("/api/deliveries").path("deliveries").path(0);
        JsonNode explanation = listening.json("/api/deliveries/" + id + "/explanation");

        assertThat(summary.path("reason").asString()).isEqualTo("SIGNATURE_MISMATCH");
        assertThat(summary.path("event").asString()).isEqualTo("entry.publish");
        assertThat(explanation.path("findings").path(0).path("code").asString()).isEqualTo("BODY_TRAILING_NEWLINE");
        assertThat(explanation.path("findings").path(0).path("certain").asBoolean())
                .isTrue();
    }

    @Test
    void signaturesTokensAndSecretsAreNotShown() throws Exception {
        SignedDelivery delivery = Listening.signed(EVENT)
                .with("Authorization", "Bearer canary-token")
                .with("Cookie", "canary-cookie")
                .with("X-Api-Key", "Y2FuYXJ5MTM=")
                .with("X-Auth", "canary-auth")
                .with("X-Auth-Token", "canary token");
        long id = listening.logged(delivery);
        String path = "/api/deliveries/" + id;
        String shown = listening.get(path).body()
                + listening.get("/api/deliveries").body()
                + listening.get(path + "/explanation").body();

        assertThat(shown)
                .contains("Bearer •••• (12 characters)")
                .doesNotContain("canary")
                .doesNotContain("Y2FuYXJ5")
                .doesNotContain(Listening.SECRET)
                .doesNotContain(delivery.header("X-Webhook-Signature").substring(7));
    }

    @Test
    void anExportIsVerifiedLikeTheDelivery() throws Exception {
        long id = listening.logged(Listening.signed(EVENT)
                .with("Authorization", "Bearer canary-token")
                .with("X-Auth-Token", "canary-token"));

        String file = listening.get("/api/deliveries/" + id + "/export").body();
        RecordedDelivery exported = DeliveryFile.read(file.getBytes(StandardCharsets.UTF_8));

        assertThat(file).doesNotContain("canary");
        assertThat(WebhookVerifier.timestamped(Listening.secret())
                        .build()
                        .verify(exported, exported.body())
                        .orElseThrow()
                        .body())
                .isEqualTo(EVENT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anExportIsAFixtureForTests(@TempDir Path folder) throws Exception {
        SignedDelivery delivery = Listening.signed(EVENT);
        long id = listening.logged(delivery);
        Path file = Files.writeString(
                folder.resolve("mine.json"),
                listening.get("/api/deliveries/" + id + "/export").body());

        CapturedDelivery fixture = CapturedDeliveries.read(file);

        assertThat(fixture.name()).isEqualTo("mine");
        assertThat(fixture.delivery().body()).isEqualTo(delivery.body());
        assertThat(fixture.delivery().header("X-Webhook-Signature")).isEqualTo(delivery.header("X-Webhook-Signature"));
        assertThatThrownBy(() -> CapturedDeliveries.read(Files.writeString(file, "{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bodyBase64");
        assertThatThrownBy(() -> CapturedDeliveries.read(Files.writeString(file, "hello")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void openPagesAreToldAtOnce() throws Exception {
        try (var lines = listening.stream().body()) {
            Iterator<String> events = lines.iterator();
            assertThat(events.next()).startsWith(":");
            long id = listening.logged(Listening.signed(EVENT));

            assertThat(StreamSupport.stream(((Iterable<String>) () -> events).spliterator(), false)
                            .filter(line -> line.startsWith("data:"))
                            .findFirst())
                    .hasValueSatisfying(data -> assertThat(data).contains("\"id\":" + id + ","));
        }
    }

    @Test
    void bodiesThatAreTooLargeAreRefusedAndNotKept() throws Exception {
        long id = listening.logged(Listening.signed("x".repeat(70_000)));

        JsonNode detail = listening.json("/api/deliveries/" + id);
        assertThat(detail.path("reason").asString()).isEqualTo("BODY_TOO_LARGE");
        assertThat(detail.path("bytes").asInt()).isZero();
        assertThat(detail.path("typed").isNull()).isTrue();
    }

    @Test
    void whatIsSentToAnotherPathIsShown() throws Exception {
        URI elsewhere = URI.create(listening.endpoint().toString().replace("webhooks", "webhook"));
        assertThat(RawHttp.send(elsewhere, Listening.signed(EVENT)).status()).isEqualTo(404);

        JsonNode summary = listening.json("/api/deliveries").path("deliveries").path(0);
        assertThat(summary.path("reason").asString()).isEqualTo("WRONG_PATH");
        assertThat(listening.json("/api/deliveries/1/explanation").toString())
                .contains("/webhooks/strapi in the webhook");
    }

    @Test
    void headersAreShownAsTheyCame() throws Exception {
        long id = listening.logged(Listening.signed(EVENT)
                .adding("x-zeta", "1")
                .adding("X-Alpha", "2")
                .adding("X-Zeta", "3"));

        assertThat(listening
                        .json("/api/deliveries/" + id)
                        .path("headers")
                        .valueStream()
                        .map(header -> header.path("name").asString())
                        .filter(name -> name.toLowerCase(Locale.ROOT).matches("x-(zeta|alpha)")))
                .containsExactly("x-zeta", "X-Alpha", "X-Zeta");
    }

    @Test
    void hugeNamesAreCutInTheTable() throws Exception {
        long unused = listening.logged(Listening.signed("{\"event\":\"" + "e".repeat(50_000) + "\"}"));

        assertThat(listening.get("/api/deliveries").body()).hasSizeLessThan(2_000);
    }

    @Test
    void theOldestGoFirst() throws Exception {
        listening.close();
        listening = Listening.atMost(3);
        for (int i = 0; i < 5; i++) {
            assertThat(listening.logged(SignedDelivery.unsigned(new byte[i]))).isEqualTo(i + 1);
        }

        assertThat(listening
                        .json("/api/deliveries")
                        .path("deliveries")
                        .valueStream()
                        .map(d -> d.path("bytes").asInt()))
                .containsExactly(4, 3, 2);
        assertThat(listening.get("/api/deliveries/1").statusCode()).isEqualTo(404);
        assertThat(listening.json("/api/deliveries?limit=2").path("more").asBoolean())
                .isTrue();
        assertThat(listening.json("/api/deliveries?before=4&limit=2").toString())
                .contains("\"id\":3")
                .doesNotContain("\"id\":4");
    }

    @Test
    void whatIsKeptInAFileIsThereAgain(@TempDir Path folder) throws Exception {
        listening.close();
        listening = Listening.keeping(folder.resolve("kept"));
        long id = listening.logged(Listening.signed(EVENT));
        listening.close();
        listening = Listening.keeping(folder.resolve("kept"));

        assertThat(listening.json("/api/deliveries/" + id).path("body").asString())
                .isEqualTo(EVENT);
        assertThat(listening.logged(Listening.signed(EVENT))).isGreaterThan(id);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kept.mv.db"))))
                .isEqualTo("rw-------");
    }
}
