package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.WebhookSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${STRAPI_WEBHOOK_SECRET}|STRAPI_WEBHOOK_SECRET",
                "${STRAPI_WEBHOOK_SECRET:}|STRAPI_WEBHOOK_SECRET",
                "${strapi.secret:${OTHER_SECRET}}|strapi.secret",
                "${env:STRAPI_WEBHOOK_SECRET}|env",
                "Bearer ${STRAPI_TOKEN} and more|STRAPI_TOKEN",
                "#{environment}|environment",
                "@{STRAPI_WEBHOOK_SECRET}|STRAPI_WEBHOOK_SECRET",
                "{{ strapi.secret }}|strapi.secret",
                "$(STRAPI_WEBHOOK_SECRET)|STRAPI_WEBHOOK_SECRET",
                "%STRAPI_WEBHOOK_SECRET%|STRAPI_WEBHOOK_SECRET",
                "@strapi.webhook.secret@|strapi.webhook.secret",
                "$STRAPI_WEBHOOK_SECRET|STRAPI_WEBHOOK_SECRET",
                "redis://:${REDIS_PASSWORD}@localhost:6379|REDIS_PASSWORD"
            })
    void aSecretThatStillHoldsAPlaceholderNamesTheVariable(String text, String variable) {
        assertThatThrownBy(() -> WebhookSecret.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("placeholder: " + variable + " is not set");
        assertThatThrownBy(() -> Ed25519PublicKey.of(text)).hasMessageContaining("placeholder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f27b1a9c0de4f27b1a9c0de4f27b1a9c",
                "Zm9vYmFyYmF6cXV4Zm9vYmFy/+==",
                "with $dollar and 100% of {it}",
                "user@example.com@1234567",
                "$kJ3h4kjh34kjh5k34LLp",
                "random ${[}!$%{{(a}#{ and more"
            })
    void otherTextsPass(String text) {
        assertThatCode(() -> WebhookSecret.of(text)).doesNotThrowAnyException();
    }

    @Test
    void aFileCanHoldOneToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "${STRAPI_WEBHOOK_SECRET}\n");

        assertThatThrownBy(() -> WebhookSecret.fromFile(file)).hasMessageContaining("STRAPI_WEBHOOK_SECRET is not set");
    }

    @Test
    void nothingElseOfTheTextIsTold() {
        assertThatThrownBy(() -> Placeholders.requireNone("the URL", "redis://:hunter2${hunter3}hunter4@host"))
                .hasMessage("the URL still holds a placeholder: the variable in it is not set."
                        + " Set it, or write the value itself.");
        for (String secret : List.of("f27b1a9c0de4f27b1a9c0de4f27b1a9c0de4f27b1a9c", "K7QXWJ2MZP4T9VBN", "Hunter2")) {
            assertThatThrownBy(() -> Placeholders.requireNone("the URL", "${" + secret + "}"))
                    .hasMessageNotContaining(secret);
            assertThatThrownBy(() -> Placeholders.requireNone("the URL", "{{ " + secret + " }}"))
                    .hasMessageNotContaining(secret);
        }
        assertThatCode(() -> Placeholders.requireNone("the URL", null)).doesNotThrowAnyException();
        assertThat("$".repeat(20_000)).satisfies(text -> Placeholders.requireNone("the URL", text));
    }
}
