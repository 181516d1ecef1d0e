package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.Deliveries;
import dev.strapiwebhooks.WebhookRejectedException;
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

@DisplayName("what is checked with a key: the edges of a token, and the bytes behind the body")
class KeyCheckEdgesTest {
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

    private static byte[] readAsToken(String token) {
        WebhookHeaders headers = WebhookHeaders.of(Map.of("Authorization", "Bearer " + token));
        return SignatureScheme.bearerToken().read(headers).signature();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
