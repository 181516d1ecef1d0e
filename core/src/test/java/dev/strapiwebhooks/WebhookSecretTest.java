package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n", "                    ", "fifteen-bytes-x", "🔑🔑🔑"})
    void emptyBlankAndShortSecretsSayHowToMakeOne(@org.jspecify.annotations.Nullable String text) {
        assertThatThrownBy(() -> WebhookSecret.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl rand -hex 32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef\n",
                " 0123456789abcdef",
                "0123456789abcdef\r\n",
                "\uFEFF0123456789abcdef",
                "0123456789abcdef\u00A0",
                "0123456789abcdef\u0000",
                "0123456789abcdef\u2007"
            })
    void blankEndsAreACopyingMistakeAndAreNotRepeated(String text) {
        assertThatThrownBy(() -> WebhookSecret.of(text))
                .hasMessageContaining("white space")
                .hasMessageNotContaining("0123456789abcdef");
    }

    @Test
    void sixteenBytesAreEnoughAndCopied() {
        byte[] bytes = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        WebhookSecret secret = WebhookSecret.of(bytes);
        bytes[0] = 'X';

        assertThat(secret.bytes()).startsWith('0');
        assertThatThrownBy(() -> WebhookSecret.of(new byte[15]))
                .hasMessageContaining("15 bytes")
                .hasMessageContaining("16");
    }

    @Test
    void oneByteRepeatedIsNoSecret() {
        assertThatThrownBy(() -> WebhookSecret.of(new byte[32])).hasMessageContaining("repeats one byte");
        assertThatThrownBy(() -> WebhookSecret.of("aaaaaaaaaaaaaaaaaaaaaaaa"))
                .hasMessageContaining("openssl rand -hex 32");
    }

    @Test
    void aSecretInThePlaceOfItsNameIsNotShown() {
        assertThatThrownBy(() -> WebhookSecret.fromEnv("canary0123456789abcdef"))
                .hasMessageNotContaining("canary");
    }

    @Test
    void textFormIsRedacted() {
        assertThat(WebhookSecret.of("canary-canary-canary")).asString().doesNotContain("canary");
        assertThat(NamedKey.of("name", WebhookSecret.of("canary-canary-canary")))
                .asString()
                .contains("name")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-from-file-1", "secret-from-file-1\n", "secret-from-file-1\r\n"})
    void aFileMayEndWithOneLineEnd(String content, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), content);

        assertThat(new String(WebhookSecret.fromFile(file).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("secret-from-file-1");
    }

    @Test
    void fileAndVariableAreNamedWhenTheyAreWrong(@TempDir Path folder) throws Exception {
        Path twoLineEnds = Files.writeString(folder.resolve("two"), "secret-from-file-1\n\n");

        assertThatThrownBy(() -> WebhookSecret.fromFile(twoLineEnds)).hasMessageContaining(twoLineEnds.toString());
        assertThatThrownBy(() -> WebhookSecret.fromFile(folder.resolve("absent")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> WebhookSecret.fromEnv("STRAPI_WEBHOOKS_TEST_UNSET"))
                .hasMessageContaining("STRAPI_WEBHOOKS_TEST_UNSET");
        assertThat(WebhookSecret.fromEnv("PATH")).isNotNull();
    }

    @Test
    void aSecretInThePlaceOfItsFileIsNotShown() {
        for (String secret :
                List.of("0123456789abcdef0123", "c2VjcmV0L3dpdGgv/YmFzZTY0", "/c2VjcmV0L3dpdGgv/YmFzZTY0")) {
            StringWriter shown = new StringWriter();
            try {
                WebhookSecret.fromFile(Path.of(secret));
            } catch (UncheckedIOException e) {
                e.printStackTrace(new PrintWriter(shown));
            }
            assertThat(shown.toString()).contains("cannot be read").doesNotContain(secret);
        }
    }

    @Test
    void randomTextIsLongAndNeverTheSame() {
        assertThat(WebhookSecret.randomText()).matches("[0-9a-f]{64}").isNotEqualTo(WebhookSecret.randomText());
        assertThat(WebhookSecret.of(WebhookSecret.randomText()).bytes()).hasSize(64);
    }
}
