package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.spi.SignatureInput;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
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

    @Test
    void bearerTokensAreVisibleAsciiOfACertainLength() {
        for (int c = 0; c < 256; c++) {
            assertThat(TokenKeyCheck.canCarry(new byte[] {'a', (byte) c, 'a'}))
                    .as("code %d", c)
                    .isEqualTo(c >= '!' && c <= '~');
        }
        String longest = "a".repeat(4096);
        assertThat(TokenKeyCheck.canCarry(ascii(longest))).isTrue();
        assertThat(TokenKeyCheck.canCarry(ascii(longest + "a"))).isFalse();
        assertThat(readAsToken(longest)).isEqualTo(ascii(longest));
        assertThatThrownBy(() -> readAsToken(longest + "a")).isInstanceOf(WebhookRejectedException.class);
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
    void whatFollowsTheBodyIsSignedToo() {
        byte[] whole = ascii("before{}after");
        HmacKeyCheck hmac = HmacKeyCheck.of(Deliveries.utf8(Deliveries.SECRET_TEXT), null);
        assertThat(hmac.mac(ascii("before"), ascii("{}"), ascii("after")))
                .isEqualTo(hmac.mac(new byte[0], whole, new byte[0]));

        BouncyCastleEd25519 ed25519 = BouncyCastle.ed25519();
        byte[] key = ed25519.privateKey(Deliveries.PRIVATE_PEM);
        SignatureInput claim =
                SignatureInput.of(ed25519.sign(key, whole), ascii("before"), ascii("after"), Deliveries.NOW);
        for (var provider :
                new java.security.@Nullable Provider[] {null, new BouncyCastleProvider(), Security.getProvider("SunEC")
                }) {
            KeyCheck check = Ed25519KeyCheck.of(ed25519.publicKey(Deliveries.PEM), provider);
            assertThat(check.prove(claim, ascii("{}"))).isEqualTo(Sha256.of(whole));
            assertThat(check.prove(claim, ascii("{ }"))).isNull();
        }
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

    private static byte[] readAsToken(String token) {
        WebhookHeaders headers = WebhookHeaders.of(Map.of("Authorization", "Bearer " + token));
        return SignatureScheme.bearerToken().read(headers).signature();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
