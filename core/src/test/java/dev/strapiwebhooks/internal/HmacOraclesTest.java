package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.strapiwebhooks.Deliveries;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("HMACs agree with implementations that share no code with ours")
class HmacOraclesTest {
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 119, 128, 1000, 100_000})
    void bouncyCastle(int size) {
        Random random = new Random(size);
        byte[] key = randomBytes(random, 16 + random.nextInt(120));
        byte[] prefix = randomBytes(random, 14);
        byte[] body = randomBytes(random, size);
        HMac oracle = new HMac(new SHA256Digest());
        oracle.init(new KeyParameter(key));
        oracle.update(prefix, 0, prefix.length);
        oracle.update(body, 0, body.length);
        byte[] expected = new byte[32];
        oracle.doFinal(expected, 0);

        HmacKeyCheck ours = HmacKeyCheck.of(key, null);

        assertThat(ours.mac(prefix, body, NOTHING)).isEqualTo(expected);
        assertThat(ours.mac(prefix, body, NOTHING))
                .as("the template is not used up")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 100_000})
    void openSsl(int size, @TempDir Path folder) throws Exception {
        assumeTrue(hasOpenSsl(), "openssl is not installed");
        Random random = new Random(size);
        byte[] key = randomBytes(random, 32);
        Path message = Files.write(folder.resolve("message"), randomBytes(random, size));

        String expected = openSslHmac(key, message);

        assertThat(HexFormat.of()
                        .formatHex(HmacKeyCheck.of(key, null).mac(NOTHING, Files.readAllBytes(message), NOTHING)))
                .isEqualTo(expected);
    }

    @Test
    void aProviderOfTheUsersChoiceGivesTheSame() {
        byte[] body = Deliveries.BODY;
        HmacKeyCheck platform = HmacKeyCheck.of(Deliveries.utf8(Deliveries.SECRET_TEXT), null);
        HmacKeyCheck chosen = HmacKeyCheck.of(Deliveries.utf8(Deliveries.SECRET_TEXT), new BouncyCastleProvider());

        assertThat(chosen.mac(NOTHING, body, NOTHING)).isEqualTo(platform.mac(NOTHING, body, NOTHING));
        assertThat(chosen.mac(NOTHING, body, NOTHING)).isEqualTo(platform.mac(NOTHING, body, NOTHING));
    }

    @Test
    void aProviderThatCannotDoItFailsAtStartup() {
        Provider empty = new Provider("Empty", "1", "offers nothing") {
            private static final long serialVersionUID = 1L;
        };
        WebhookVerifierBuilder builder = WebhookVerifier.timestamped(Deliveries.SECRET);

        assertThatThrownBy(() -> builder.cryptoProvider(empty).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Empty")
                .hasMessageContaining("HmacSHA256");
        assertThatThrownBy(() -> builder.cryptoProvider(empty)).hasMessageContaining("set twice");
    }

    private static boolean hasOpenSsl() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static String openSslHmac(byte[] key, Path message) throws IOException {
        Process process = new ProcessBuilder(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-mac",
                        "HMAC",
                        "-macopt",
                        "hexkey:" + HexFormat.of().formatHex(key),
                        message.toString())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        return output.substring(output.lastIndexOf(' ') + 1).strip();
    }

    private static byte[] randomBytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
