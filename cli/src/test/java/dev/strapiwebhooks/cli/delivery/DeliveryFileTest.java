package dev.strapiwebhooks.cli.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryFileTest {
    private static final String BODY = "{\"event\":\"trigger-test\",\"text\":\"it's\"}";

    @Test
    void whatIsWrittenIsReadByteForByte() {
        byte[] body = {'{', (byte) 0xFF, 0, '\r', '\n'};
        RecordedDelivery delivery = new RecordedDelivery(
                "PUT",
                "/a%20b",
                List.of(new HeaderLine("x-One", "1"), new HeaderLine("X-one", "ü")),
                body,
                Instant.parse("2026-11-23T12:00:00.5Z"));

        RecordedDelivery read = DeliveryFile.read(DeliveryFile.write(delivery));

        assertThat(read.body()).isEqualTo(body);
        assertThat(read.headers()).isEqualTo(delivery.headers());
        assertThat(read.receivedAt()).isEqualTo(delivery.receivedAt());
        assertThat(read.method() + read.path()).isEqualTo("PUT/a%20b");
        assertThat(read.values("X-ONE")).containsExactly("1", "ü");
    }

    @Test
    void aRequestAsTextIsRead() {
        RecordedDelivery read = read("POST /hook HTTP/1.1\r\nX-Webhook-Timestamp: 1\r\nx-empty:\r\n\r\n" + BODY + "\n");

        assertThat(read.path()).isEqualTo("/hook");
        assertThat(read.first("x-webhook-timestamp")).contains("1");
        assertThat(read.first("X-Empty")).contains("");
        assertThat(new String(read.body(), UTF_8)).isEqualTo(BODY + "\n");
        assertThat(read("> X-A: 1\n> X-B: 2\n\n{}").headers())
                .containsExactly(new HeaderLine("X-A", "1"), new HeaderLine("X-B", "2"));
    }

    @Test
    void aCurlCommandIsRead() {
        RecordedDelivery read =
                read("curl -sS -X POST 'https://example.test/hook?x=1' \\\n  -H 'X-Webhook-Timestamp: 1' -H"
                        + " \"X-Quoted: \\\"a\\\" \\$b\" -m 10 --data-raw '" + BODY.replace("'", "'\\''") + "'\n");

        assertThat(read.method() + " " + read.path()).isEqualTo("POST /hook");
        assertThat(read.headers())
                .containsExactly(
                        new HeaderLine("X-Webhook-Timestamp", "1"),
                        new HeaderLine("X-Quoted", "\"a\" $b"),
                        new HeaderLine("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(new String(read.body(), UTF_8)).isEqualTo(BODY);
    }

    @Test
    void curlCommandsAreReadAsTheyAreCopied() {
        assertThat(read("$ curl -w '%{http_code}' http://x/hook -d '{}'").path())
                .isEqualTo("/hook");
        assertThat(read("curl http://x/ --data-raw $'{\\u00e9\\'\\n}'").body()).isEqualTo("{é'\n}".getBytes(UTF_8));
        assertThat(read("curl http://x/ -d '{}'").first("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(read("curl http://x/ --json '{}'").first("Content-Type")).contains("application/json");
        assertThat(read("curl http://x/ -H 'content-type: a/b' -d '{}'").values("Content-Type"))
                .containsExactly("a/b");
        assertThatThrownBy(() -> read("curl http://x/ -H \"X-Webhook-Signature: sha256=$SIG\""))
                .hasMessageContaining("holds a variable");
    }

    @Test
    void curlReadsFilesAsCurlDoes(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("body.json"), "{\n}\n");

        assertThat(withFiles("--data-binary @" + file)).isEqualTo("{\n}\n");
        assertThat(withFiles("-d @" + file)).isEqualTo("{}");
        assertThat(withFiles("-d@" + file)).isEqualTo("{}");
        assertThat(withFiles("--data-raw @" + file)).isEqualTo("@" + file);
        for (Path other : List.of(folder, folder.resolve("missing"))) {
            assertThatThrownBy(() -> withFiles("-d @" + other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Somebody else may have written the command. */
    @Test
    void filesAreNotReadForWhatIsSentOn(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("private"), "private");

        assertThatThrownBy(() -> read("curl http://x/ -d @" + file)).hasMessageContaining("sends the file");
    }

    @Test
    void valuesMayBeAttached() {
        RecordedDelivery read = read("curl -XPUT -H'X-A: 1' --header='X-B: 2' --data-raw='{}' http://x/y");

        assertThat(read.method() + read.path()).isEqualTo("PUT/y");
        assertThat(read.first("X-A")).contains("1");
        assertThat(read.first("X-B")).contains("2");
        assertThat(read.body()).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read("\uFEFF{\"headers\":[[\"A\",\"b\"]],\"bodyBase64\":\"\"}")
                        .first("a"))
                .contains("b");
        assertThat(read("\uFEFFA: b\n\n{}").first("a")).contains("b");
    }

    private static String withFiles(String arguments) {
        return new String(
                DeliveryFile.readWithFiles(("curl --url http://x/ " + arguments).getBytes(UTF_8))
                        .body(),
                UTF_8);
    }

    @Test
    void whatIsNoneOfTheseIsSaid() {
        for (String text : List.of(
                "{\"headers\":[]}",
                "{\"bodyBase64\":\"%\"}",
                "{",
                "hello",
                "",
                "cat x | curl -H 'A: b'",
                "curl -H",
                "curl 'x",
                "curl -d \"x")) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RecordedDelivery read(String text) {
        return DeliveryFile.read(text.getBytes(UTF_8));
    }
}
