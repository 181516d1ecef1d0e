package dev.strapiwebhooks;

import static dev.strapiwebhooks.Deliveries.BODY;
import static dev.strapiwebhooks.Deliveries.NOW;
import static dev.strapiwebhooks.Deliveries.PEM;
import static dev.strapiwebhooks.Deliveries.PRIVATE_PEM;
import static dev.strapiwebhooks.Deliveries.SIGNATURE;
import static dev.strapiwebhooks.Deliveries.clockAt;
import static dev.strapiwebhooks.Deliveries.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.spi.SignatureScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ed25519, with a key pair and a signature made by OpenSSL")
class Ed25519Test {
    private static final String OPEN_SSH =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA6rFziXjV4gSwH+RJav5ak2GLIPQ95Y/2j03ZXApZVk strapi@example\n";
    private static final String RAW = "0eab1738978d5e204b01fe4496afe5a93618b20f43de58ff68f4dd95c0a59564";
    private static final String RSA_PEM = """
            -----BEGIN PUBLIC KEY-----
            MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDH2YjaR+sUaCoY0XkDjhR+bLln
            v7FBiJT0WvYqXLyNOfefa8jUfv0AfFNdVzUKk9JyR94I6Jf6BH8Un9QQi56P0FlJ
            hXSZnAFeVgdgr1jaV3Cp5NON4dHPZMGyh7krImv2NtEdT4YNvmdU+lRbD34O/4Qw
            BpZ8ljUt2w/VfjH1yQIDAQAB
            -----END PUBLIC KEY-----
            """;
    private static final String BY_OPENSSL =
            "ed25519=vGlwZ5J1uGnTOBNGtxJQ7Lo+vQUqNB84eVw/3cimJzjmikJk97cVi1rx1oY0KE3jOSygLj2Keiv74I+S+eF0BQ==";

    @Test
    void allFormsGiveTheSameKey(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pub"), OPEN_SSH);

        assertThat(Ed25519PublicKey.of(PEM).raw()).asHexString().isEqualToIgnoringCase(RAW);
        assertThat(Ed25519PublicKey.of(OPEN_SSH).raw()).asHexString().isEqualToIgnoringCase(RAW);
        assertThat(Ed25519PublicKey.fromFile(file).raw()).asHexString().isEqualToIgnoringCase(RAW);
        assertThat(Ed25519PublicKey.ofRaw(HexFormat.of().parseHex(RAW)).raw())
                .asHexString()
                .isEqualToIgnoringCase(RAW);
    }

    @Test
    void acceptsWhatOpenSslSigned() {
        assertThat(outcome(verifier(null), request(BY_OPENSSL, BODY))).isEqualTo("ACCEPTED");
        assertThat(WebhookSigner.ed25519(PRIVATE_PEM).sign(BODY, NOW)).containsEntry(SIGNATURE, BY_OPENSSL);
    }

    @Test
    void acceptsItThroughAProviderOfTheUsersChoice() {
        Provider platform = Security.getProvider("SunEC");

        for (Provider provider : new Provider[] {platform, new BouncyCastleProvider()}) {
            WebhookVerifier verifier = verifier(provider);
            assertThat(outcome(verifier, request(BY_OPENSSL, BODY))).isEqualTo("ACCEPTED");
            assertThat(outcome(verifier, request(BY_OPENSSL, BODY))).isEqualTo("REPLAY");
            assertThat(outcome(verifier, request("ed25519=" + "A".repeat(86) + "==", BODY)))
                    .isEqualTo("SIGNATURE_MISMATCH");
        }
        assertThat(Security.getProvider("BC")).as("nothing is registered").isNull();
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] signature = Base64.getDecoder().decode(BY_OPENSSL.substring("ed25519=".length()));
        WebhookVerifier verifier = verifier(null);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] forged = signature.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            String header = "ed25519=" + Base64.getEncoder().encodeToString(forged);
            assertThat(outcome(verifier, request(header, BODY)))
                    .as("bit %s", bit)
                    .isEqualTo("SIGNATURE_MISMATCH");
        }
        for (int i = 0; i < BODY.length; i++) {
            byte[] forged = BODY.clone();
            forged[i] ^= 1;
            assertThat(outcome(verifier, request(BY_OPENSSL, forged))).isEqualTo("SIGNATURE_MISMATCH");
        }
    }

    @Test
    void anHmacHeaderIsNeverCheckedAgainstAPublicKey() {
        String hmacKeyedWithThePublicKey = WebhookSigner.timestamped(
                        WebhookSecret.of(HexFormat.of().parseHex(RAW)))
                .sign(BODY, NOW)
                .getOrDefault(SIGNATURE, "");

        assertThat(outcome(verifier(null), request(hmacKeyedWithThePublicKey, BODY)))
                .isEqualTo("MALFORMED_SIGNATURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ed25519=",
                "ed25519=AAAA",
                "ED25519=vGlwZ5J1uGnTOBNGtxJQ7Lo+vQUqNB84eVw/3cimJzjmikJk97cVi1rx1oY0KE3j==",
                "ed25519=vGlwZ5J1uGnTOBNGtxJQ7Lo-vQUqNB84eVw_3cimJzjmikJk97cVi1rx1oY0KE3jOSygLj2Keiv74I-S-eF0BQ==",
                "ed25519=vGlwZ5J1uGnTOBNGtxJQ7Lo+vQUqNB84eVw/3cimJzjmikJk97cVi1rx1oY0KE3jOSygLj2Keiv74I+S+eF0BQAA"
            })
    void malformedSignatures(String header) {
        assertThat(outcome(verifier(null), request(header, BODY))).isEqualTo("MALFORMED_SIGNATURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 !!!!",
                RSA_PEM,
                PRIVATE_PEM,
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----"
            })
    void whatIsNotAPublicKeySaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> Ed25519PublicKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BEGIN PUBLIC KEY")
                .hasMessageContaining("ssh-ed25519");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "00"
            })
    void keysOfSmallOrderOrNoPointAreRefused(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Ed25519PublicKey.ofRaw(raw)).hasMessageContaining("full order");
    }

    @Test
    void privateKeysAreNeverShown() {
        assertThatThrownBy(() -> WebhookSigner.ed25519(PRIVATE_PEM.replace("MC4C", "XXXX")))
                .hasNoCause()
                .hasMessageContaining("PKCS#8")
                .hasMessageNotContaining("Ay606");
    }

    @Test
    void keysThatJavaMadeSignAndVerify() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        WebhookVerifier verifier = WebhookVerifier.builder(
                        SignatureScheme.ed25519(), Ed25519PublicKey.of(pem("PUBLIC KEY", pair.getPublic())))
                .clock(clockAt(NOW))
                .build();
        WebhookSigner signer = WebhookSigner.ed25519(pem("PRIVATE KEY", pair.getPrivate()));

        assertThat(outcome(verifier, TestRequest.of(signer.sign(BODY, NOW), BODY)))
                .isEqualTo("ACCEPTED");
        assertThat(outcome(verifier, request(BY_OPENSSL, BODY))).isEqualTo("SIGNATURE_MISMATCH");
    }

    private static String pem(String type, Key key) {
        String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static WebhookVerifier verifier(@org.jspecify.annotations.Nullable Provider provider) {
        WebhookVerifierBuilder builder = WebhookVerifier.builder(SignatureScheme.ed25519(), Ed25519PublicKey.of(PEM))
                .clock(clockAt(NOW));
        return provider == null
                ? builder.build()
                : builder.cryptoProvider(provider).build();
    }

    private static TestRequest request(String signature, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(Deliveries.headers(body, NOW));
        headers.put(SIGNATURE, signature);
        return TestRequest.of(headers, body);
    }
}
