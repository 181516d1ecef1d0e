package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.spi.SignatureInput;
import dev.strapiwebhooks.spi.SignatureScheme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the first and the last of what is allowed, and their neighbours")
class EdgesTest {
    @Test
    void signatureAndTimestampCannotShareAHeader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureScheme.timestamped().withSignatureHeader("x-webhook-timestamp"))
                .withMessageContaining("x-webhook-timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\u00A0", "\u2007", "\uFEFF", "\u0000", "\u0085"})
    void secretsHaveNoInvisibleEnds(String end) {
        String secret = "sixteen-bytes-ok";
        assertThatThrownBy(() -> WebhookSecret.of(end + secret)).hasMessageContaining("white space");
        assertThatThrownBy(() -> WebhookSecret.of(secret + end)).hasMessageContaining("white space");
        assertThatCode(() -> WebhookSecret.of(secret + end + "x")).doesNotThrowAnyException();
    }

    @Test
    void aClaimOverATimeNeedsBytesBesideTheBody() {
        assertThat(SignatureInput.of(new byte[32], new byte[1], new byte[1], Deliveries.NOW))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureInput.of(new byte[32], new byte[0], new byte[0], Deliveries.NOW));
    }

    @Test
    void textFormsNameTheKindAndNothingElse() {
        assertThat(Deliveries.SECRET).hasToString("WebhookSecret[redacted]");
        assertThat(Ed25519PublicKey.of(Deliveries.PEM)).hasToString("Ed25519PublicKey");
        assertThat(SignatureScheme.timestamped().algorithm().toString()).isNotBlank();
    }
}
