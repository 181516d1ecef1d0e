package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is signed is bytes: the same text in other bytes is another delivery. */
interface BytesContract extends ContractPart {
    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("line ends, byte order marks and charsets that somebody changed on the way are refused")
    default void changedText() throws IOException {
        SignedDelivery delivery = rig().fresh();
        String json = new String(delivery.body(), StandardCharsets.UTF_8);
        byte[] latin1 = json.replace("東京", "").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] other : List.of(
                utf8(json + "\n"), utf8(json + "\r\n"), utf8("\uFEFF" + json), latin1, utf8(json.trim() + " "))) {
            rig().refused(delivery.withBody(other), 401, "SIGNATURE_MISMATCH");
        }
        rig().accepted(delivery);
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("signed line ends and white space are handed over as they are")
    default void signedText() throws IOException {
        String json = new String(rig().fresh().body(), StandardCharsets.UTF_8);
        SignedDelivery delivery = rig().signed(json.replace(",", ",\r\n") + "\r\n");

        rig().accepted(delivery);

        assertThat(rig().application().last().body()).isEqualTo(delivery.body());
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("signed, but no UTF-8: 400")
    default void signedButNotUtf8() throws IOException {
        byte[] notUtf8 = {'{', '"', 'e', '"', ':', '"', (byte) 0xFF, (byte) 0xFE, '"', '}'};
        byte[] wide = "{\"event\":\"trigger-test\"}".getBytes(StandardCharsets.UTF_16BE);

        rig().refused(rig().signed(notUtf8, rig().clock().instant()), 400, "INVALID_JSON");
        rig().refused(rig().signed(wide, rig().clock().instant()), 400, "INVALID_JSON");
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("a signed byte order mark is part of the body and no hindrance")
    default void signedByteOrderMark() throws IOException {
        SignedDelivery delivery =
                rig().signed("\uFEFF" + new String(rig().fresh().body(), StandardCharsets.UTF_8));

        rig().accepted(delivery);

        assertThat(rig().application().last().body()).isEqualTo(delivery.body());
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("line ends that somebody rewrote are refused, in both directions")
    default void rewrittenLineEnds() throws IOException {
        String unix = new String(rig().fresh().body(), StandardCharsets.UTF_8).replace(",", ",\n");
        String windows = unix.replace("\n", "\r\n");

        rig().refused(rig().signed(unix).withBody(utf8(windows)), 401, "SIGNATURE_MISMATCH");
        rig().refused(rig().signed(windows).withBody(utf8(unix)), 401, "SIGNATURE_MISMATCH");
        rig().accepted(rig().signed(unix));
        rig().accepted(rig().signed(windows));
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("what the JVM takes for its charset and language changes nothing")
    default void charsetOfTheJvm() throws IOException {
        rig().accepted(rig().signed(
                        "{\"event\":\"entry.update\",\"model\":\"TITLE\",\"entry\":{\"title\":\"Iıİi ß 東京\"}}")
                .with("X-Strapi-Event", "entry.update")
                .with("CONTENT-TYPE", "APPLICATION/JSON; CHARSET=UTF-8"));

        assertThat(rig().application()
                        .last()
                        .event()
                        .json()
                        .path("entry")
                        .path("title")
                        .asString())
                .isEqualTo("Iıİi ß 東京");
    }

    @Test
    @Withstands(Threat.RE_SERIALISED_BODY)
    @DisplayName("re-serialised body: the same JSON in other bytes is refused")
    default void reSerialised() throws IOException {
        SignedDelivery delivery = rig().fresh();
        String json = new String(delivery.body(), StandardCharsets.UTF_8);
        for (String other : List.of(
                json.replace(":", ": "),
                json.replace("ë", "\\u00eb"),
                json.replace("\"title\":", "\"title\" :"),
                json.replace("{\"event\":\"entry.update\",", "{")
                        .replaceAll("\\}\\}$", "},\"event\":\"entry.update\"}"))) {
            assertThat(other).isNotEqualTo(json);
            rig().refused(delivery.withBody(utf8(other)), 401, "SIGNATURE_MISMATCH");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
