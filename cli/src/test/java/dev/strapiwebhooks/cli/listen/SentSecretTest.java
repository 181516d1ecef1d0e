package dev.strapiwebhooks.cli.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Somebody sent the secret itself, somewhere. Nothing that leaves the listener may hold it. */
class SentSecretTest {
    private static final String SECRET = Listening.SECRET;
    private static final String HEX = HexFormat.of().formatHex(SECRET.getBytes(UTF_8));
    private static final String EVENT =
            "{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"note\":\"%s\"}}";

    private final Listening listening = Listening.inMemory();

    @AfterEach
    void close() {
        listening.close();
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("X-Webhook-Signature", SECRET),
                Arguments.of("X-Webhook-Signature", "sha256=" + SECRET),
                Arguments.of("X-Webhook-Signature", " \"" + SECRET + "\" "),
                Arguments.of("X-Webhook-Signature", SECRET.toUpperCase(Locale.ROOT)),
                Arguments.of("X-Webhook-Signature", "sha256=" + HEX),
                Arguments.of("X-Webhook-Signature", base64(SECRET)),
                Arguments.of("Authorization", "Bearer " + SECRET),
                Arguments.of("X-Strapi-Event", SECRET),
                Arguments.of("X-Note", "the secret is " + SECRET + "."),
                Arguments.of("X-Note", "WEBHOOK_SECRET=" + SECRET),
                Arguments.of("X-Note", HEX),
                Arguments.of("X-Note", base64(SECRET)),
                Arguments.of("X-Note", "Basic " + base64("u:" + SECRET)),
                Arguments.of("X-Note", "Basic " + base64("us:" + SECRET + ":")),
                Arguments.of("X-" + SECRET, "a name"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void inAHeaderItIsNotShown(String name, String value) throws Exception {
        requireHidden(
                listening.endpoint(), Listening.signed(EVENT.formatted("x")).with(name, value));
        requireHidden(
                listening.endpoint(),
                SignedDelivery.unsigned(EVENT.formatted("x").getBytes(UTF_8)).with(name, value));
    }

    @Test
    void inThePathItIsNotShown() throws Exception {
        URI elsewhere = URI.create(listening.endpoint() + "/" + SECRET + "?token=" + SECRET);
        URI beyondTheCut = URI.create(listening.endpoint() + "/" + "x".repeat(160) + SECRET);

        requireHidden(elsewhere, Listening.signed(EVENT.formatted("x")));
        requireHidden(beyondTheCut, Listening.signed(EVENT.formatted("x")));
    }

    @Test
    void inTheBodyItIsNotShown() throws Exception {
        for (String note : new String[] {SECRET, "x" + HEX, base64("x" + SECRET), "é" + SECRET + "\uD83D\uDE00"}) {
            requireHidden(listening.endpoint(), Listening.signed(EVENT.formatted(note)));
        }
        requireHidden(
                listening.endpoint(),
                Listening.signed("{\"event\":\"" + "e".repeat(180) + SECRET + "\",\"model\":\"" + SECRET + "\"}"));
        requireHidden(listening.endpoint(), Listening.signed("no JSON, but " + SECRET));
    }

    @Test
    void thatItWasSentIsSaidOnThePageAndInTheTerminal() throws Exception {
        for (SignedDelivery delivery : List.of(
                Listening.signed(EVENT.formatted("x")).with("X-Webhook-Signature", SECRET),
                Listening.signed(EVENT.formatted("x")).with("X-Note", SECRET))) {
            JsonNode reported = listening.reported(listening.endpoint(), delivery);
            JsonNode explanation =
                    listening.json("/api/deliveries/" + reported.path("id").asLong() + "/explanation");

            assertThat(reported.path("cause").asString()).startsWith("This is your secret");
            assertThat(explanation.path("findings").path(0).path("code").asString())
                    .isEqualTo("SECRET_SENT");
        }
    }

    @Test
    void aBodyWithoutItIsExportedToTheByte() throws Exception {
        byte[] body = "{\"event\":\"trigger-test\",\"a\":\"a-secret-of-the-inspector-tests-012345678\"}\r\n\u0000é"
                .getBytes(UTF_8);
        long id = listening.logged(Listening.signed("{}").withBody(body));
        JsonNode export = listening.json("/api/deliveries/" + id + "/export");

        assertThat(Base64.getDecoder().decode(export.path("bodyBase64").asString()))
                .isEqualTo(body);
        assertThat(export.has("masked")).isFalse();
        assertThat(listening.json("/api/deliveries/" + id).path("holdsSecret").asBoolean())
                .isFalse();
    }

    @Test
    void aBodyWithItKeepsItsLengthAndSaysThatItIsMasked() throws Exception {
        String event = EVENT.formatted(SECRET);
        long id = listening.logged(Listening.signed(event));
        JsonNode detail = listening.json("/api/deliveries/" + id);
        JsonNode export = listening.json("/api/deliveries/" + id + "/export");

        assertThat(detail.path("holdsSecret").asBoolean()).isTrue();
        assertThat(detail.path("body").asString())
                .isEqualTo(event.replace(SECRET, "[secret]" + "*".repeat(SECRET.length() - 8)));
        assertThat(export.path("masked").asString()).contains("signature");
    }

    /** What the application answers is shown, too. */
    @Test
    void inTheApplicationsAnswerItIsNotShown() throws Exception {
        try (Echo echo = Echo.start("x".repeat(256 * 1024 - 20) + SECRET + "x".repeat(100));
                Listening forwarding = Listening.forwarding(echo.address())) {
            JsonNode first = forwarding.reported(forwarding.endpoint(), Listening.signed(EVENT.formatted("x")));
            JsonNode answered = forwarding.nextReport();
            String shown = forwarding
                    .get("/api/deliveries/" + first.path("id").asLong())
                    .body();

            assertThat(answered.path("forward").path("status").asInt()).isEqualTo(200);
            assertThat(shown).contains("\"bodyCut\":true").doesNotContain(SECRET.substring(0, 10));
        }
    }

    private void requireHidden(URI target, SignedDelivery delivery) throws Exception {
        try (var lines = listening.stream().body()) {
            Iterator<String> events = lines.iterator();
            assertThat(events.next()).startsWith(":"); // the page is open
            JsonNode reported = listening.reported(target, delivery);
            String path = "/api/deliveries/" + reported.path("id").asLong();
            JsonNode detail = listening.json(path);
            JsonNode export = listening.json(path + "/export");

            requireNone(reported.toString());
            requireNone(nextData(events));
            requireNone(listening.get("/api/deliveries").body());
            requireNone(listening.get(path).body());
            requireNone(detail.toString());
            requireNone(bytes(HexFormat.of()
                    .parseHex(detail.path("signed").path("hex").asString().replace(" ", ""))));
            requireNone(listening.get(path + "/explanation").body());
            requireNone(listening.get(path + "/export").body());
            requireNone(
                    bytes(Base64.getDecoder().decode(export.path("bodyBase64").asString())));
        }
    }

    private static String nextData(Iterator<String> events) {
        String line = events.next();
        while (!line.startsWith("data:")) {
            line = events.next();
        }
        return line;
    }

    /** Not in any spelling, and not the half of it either. */
    private static void requireNone(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(lower)
                .doesNotContain(SECRET.substring(0, 20))
                .doesNotContain(SECRET.substring(20))
                .doesNotContain(HEX.substring(0, 20))
                .doesNotContain(base64(SECRET).substring(0, 20).toLowerCase(Locale.ROOT))
                .doesNotContain(base64(SECRET.substring(2)).substring(0, 20).toLowerCase(Locale.ROOT))
                .doesNotContain(base64(SECRET.substring(1)).substring(0, 20).toLowerCase(Locale.ROOT));
    }

    private static String bytes(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
