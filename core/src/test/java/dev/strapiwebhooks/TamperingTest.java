package dev.strapiwebhooks;

import static dev.strapiwebhooks.Deliveries.BODY;
import static dev.strapiwebhooks.Deliveries.NOW;
import static dev.strapiwebhooks.Deliveries.SIGNATURE;
import static dev.strapiwebhooks.Deliveries.TIMESTAMP;
import static dev.strapiwebhooks.Deliveries.headers;
import static dev.strapiwebhooks.Deliveries.outcome;
import static dev.strapiwebhooks.Deliveries.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.spi.WebhookHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whatever is changed after signing is refused")
class TamperingTest {
    @Test
    void everyBitOfTheBody() {
        for (int bit = 0; bit < BODY.length * 8; bit++) {
            TestRequest forged = TestRequest.of(headers(BODY, NOW), flipped(BODY, bit));
            assertThat(outcome(verifier(), forged)).as("bit %s", bit).isEqualTo("SIGNATURE_MISMATCH");
        }
    }

    @Test
    void everyBitOfTheTimestampHeader() {
        for (int bit = 0; bit < 13 * 8; bit++) {
            String outcome = outcome(verifier(), withFlippedHeader(TIMESTAMP, bit));
            assertThat(outcome).as("bit %s", bit).isIn("SIGNATURE_MISMATCH", "MALFORMED_TIMESTAMP");
        }
    }

    @Test
    void everyBitOfTheSignatureHeader() {
        String original = headers(BODY, NOW).getOrDefault(SIGNATURE, "");
        for (int bit = 0; bit < (7 + 64) * 8; bit++) {
            TestRequest forged = withFlippedHeader(SIGNATURE, bit);
            boolean onlyCase = forged.headers.values(SIGNATURE).get(0).equalsIgnoreCase(original) && bit >= 7 * 8;
            String outcome = outcome(verifier(), forged);
            if (onlyCase) {
                assertThat(outcome)
                        .as("same value in another case, bit %s", bit)
                        .isEqualTo("ACCEPTED");
            } else {
                assertThat(outcome).as("bit %s", bit).isIn("SIGNATURE_MISMATCH", "MALFORMED_SIGNATURE");
            }
        }
    }

    @Test
    void everyPrefixOfTheSignatureAndLongerOnes() {
        String signature = headers(BODY, NOW).getOrDefault(SIGNATURE, "");
        for (int length = 0; length < signature.length(); length++) {
            assertThat(outcome(verifier(), with(SIGNATURE, signature.substring(0, length))))
                    .as("length %s", length)
                    .isEqualTo("MALFORMED_SIGNATURE");
        }
        for (String tail : List.of("0", "00", " ", "\n", "," + signature, signature)) {
            assertThat(outcome(verifier(), with(SIGNATURE, signature + tail))).isEqualTo("MALFORMED_SIGNATURE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1=", "sha512=", "SHA256=", "none", "ed25519=", "v1=", "", " sha256=", "sha256 ="})
    void anotherAlgorithmName(String prefix) {
        String hex = headers(BODY, NOW).getOrDefault(SIGNATURE, "").substring("sha256=".length());

        assertThat(outcome(verifier(), with(SIGNATURE, prefix + hex))).isEqualTo("MALFORMED_SIGNATURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "+1700000000000",
                "-1700000000000",
                "01700000000000",
                "1.7e12",
                "1e12",
                " 1700000000000",
                "1700000000000 ",
                "1,700,000,000,000",
                "0x18BCFE56800",
                "1700000000000.0",
                "1700000000000L",
                "999999999999999999999999999999",
                "9223372036854775807",
                "-9223372036854775808",
                "0",
                "0000000000000",
                "١٧٠٠٠٠٠٠٠٠٠٠٠",
                "１７０００００００００００",
                "1700000000000,1700000000000",
                "1700000000",
                "170000000000",
                "17000000000000"
            })
    void lenientNumbers(String timestamp) {
        assertThat(outcome(verifier(), with(TIMESTAMP, timestamp))).isEqualTo("MALFORMED_TIMESTAMP");
    }

    @RepeatedTest(20)
    void randomHeadersNeverThrow(org.junit.jupiter.api.RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            Map<String, String> headers = headers(BODY, NOW);
            headers.put(random.nextBoolean() ? SIGNATURE : TIMESTAMP, garbage(random));
            assertThat(verifier().verify(headers, BODY)).isInstanceOf(Verification.Rejected.class);
        }
    }

    @Test
    void missingHeadersAreRefusedAndNeverTakenForAWeakerScheme() {
        for (String name : List.of(SIGNATURE, TIMESTAMP)) {
            Map<String, String> headers = headers(BODY, NOW);
            headers.remove(name);
            assertThat(outcome(verifier(), TestRequest.of(headers, BODY)))
                    .isEqualTo(name.equals(SIGNATURE) ? "MISSING_SIGNATURE" : "MISSING_TIMESTAMP");
        }
        Map<String, String> bodyOnly =
                WebhookSigner.strapiNative(Deliveries.SECRET).sign(BODY, NOW);
        assertThat(outcome(verifier(), TestRequest.of(bodyOnly, BODY))).isEqualTo("MISSING_SIGNATURE");
    }

    @Test
    void repeatedHeadersAreRefusedEvenWhenEqual() {
        for (String repeated : List.of(SIGNATURE, TIMESTAMP)) {
            WebhookHeaders once = WebhookHeaders.of(headers(BODY, NOW));
            WebhookHeaders twice = name -> name.equals(repeated)
                    ? List.of(once.values(name).get(0), once.values(name).get(0))
                    : once.values(name);
            assertThat(outcome(verifier(), TestRequest.of(twice, BODY))).startsWith("REPEATED_");
        }
    }

    @Test
    void namesThatDifferInCaseAreOneHeader() {
        Map<String, String> headers = headers(BODY, NOW);
        headers.put("x-webhook-signature", "sha256=" + "0".repeat(64));

        assertThat(outcome(verifier(), TestRequest.of(headers, BODY))).isEqualTo("REPEATED_SIGNATURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s\r\n", "\uFEFF%s", " %s", "%s "})
    void whiteSpaceAroundTheBody(String format) {
        byte[] changed = Deliveries.utf8(String.format(format, new String(BODY, StandardCharsets.UTF_8)));

        assertThat(outcome(verifier(), TestRequest.of(headers(BODY, NOW), changed)))
                .isEqualTo("SIGNATURE_MISMATCH");
        assertThat(outcome(verifier(), Deliveries.signed(changed, NOW))).isEqualTo("ACCEPTED");
    }

    @Test
    void anotherSecret() {
        WebhookSecret other = WebhookSecret.of("It's a Secret to Nobody, really");
        Map<String, String> headers = WebhookSigner.timestamped(other).sign(BODY, NOW);

        assertThat(outcome(verifier(), TestRequest.of(headers, BODY))).isEqualTo("SIGNATURE_MISMATCH");
    }

    private static TestRequest with(String header, String value) {
        Map<String, String> headers = headers(BODY, NOW);
        headers.put(header, value);
        return TestRequest.of(headers, BODY);
    }

    private static TestRequest withFlippedHeader(String header, int bit) {
        byte[] value = headers(BODY, NOW).getOrDefault(header, "").getBytes(StandardCharsets.ISO_8859_1);
        return with(header, new String(flipped(value, bit), StandardCharsets.ISO_8859_1));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "sha256=" : "");
        random.ints(random.nextInt(80), 0, random.nextBoolean() ? 0x80 : 0xD7FF).forEach(text::appendCodePoint);
        return text.toString();
    }
}
