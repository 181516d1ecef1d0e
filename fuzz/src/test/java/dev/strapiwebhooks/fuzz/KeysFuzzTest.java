package dev.strapiwebhooks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.DisplayName;

@DisplayName("any key text: a key that works, or an IllegalArgumentException that does not quote it")
class KeysFuzzTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest(maxDuration = "10m")
    @DictionaryEntries({
        "-----BEGIN PUBLIC KEY-----",
        "-----END PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI",
        "MCowBQYDK2VwAyEA",
        "MC4CAQAwBQYDK2VwBCIEI",
        "Proc-Type: 4,ENCRYPTED"
    })
    void keys(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        publicKey(text);
        privateKey(text);
        rawKey(input);
    }

    private static void publicKey(String text) {
        try {
            useToVerify(Ed25519PublicKey.of(text));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("expected an Ed25519 public key");
        }
    }

    private static void privateKey(String text) {
        WebhookSigner signer;
        try {
            signer = WebhookSigner.ed25519(text);
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessageContaining("expected an Ed25519 private key")
                    .hasNoCause();
            return;
        }
        var signed = signer.sign(BODY, FuzzedRequest.NOW);
        assertThat(verifier(publicKeyOf(text)).verify(WebhookHeaders.of(signed), BODY))
                .isInstanceOf(Verified.class);
    }

    private static Ed25519PublicKey publicKeyOf(String pem) {
        try {
            byte[] key = new PemReader(new StringReader(pem)).readPemObject().getContent();
            return Ed25519PublicKey.ofRaw(((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(key))
                    .generatePublicKey()
                    .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("the signer has read it", e);
        }
    }

    private static void rawKey(byte[] input) {
        try {
            useToVerify(Ed25519PublicKey.ofRaw(input));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("32 bytes");
        }
    }

    private static void useToVerify(Ed25519PublicKey key) {
        WebhookHeaders forged = WebhookHeaders.of(Map.of(
                "X-Webhook-Signature",
                "ed25519=" + "A".repeat(86) + "==",
                "X-Webhook-Timestamp",
                Long.toString(FuzzedRequest.NOW.toEpochMilli())));
        assertThat(verifier(key).verify(forged, BODY))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
    }

    private static WebhookVerifier verifier(Ed25519PublicKey key) {
        return WebhookVerifier.builder(SignatureScheme.ed25519(), KeyProvider.of(key))
                .clock(FuzzedRequest.CLOCK)
                .replayCheckedByCaller()
                .build();
    }
}
