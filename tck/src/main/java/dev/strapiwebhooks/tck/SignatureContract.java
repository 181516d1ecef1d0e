package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static dev.strapiwebhooks.tck.ContractRig.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Forged and malformed signatures. */
interface SignatureContract extends ContractPart {
    @Test
    @DisplayName("flipped bits: in body, timestamp and signature")
    default void flippedBits() throws IOException {
        SignedDelivery delivery = rig().fresh();
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            byte[] body = delivery.body();
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            rig().refused(delivery.withBody(body), 401, "SIGNATURE_MISMATCH");
        }
        for (int digit = 0; digit < 13; digit++) {
            StringBuilder timestamp = new StringBuilder(delivery.header(TIMESTAMP));
            timestamp.setCharAt(digit, (char) (timestamp.charAt(digit) ^ 1));
            assertThat(rig().refused(delivery.with(TIMESTAMP, timestamp.toString()))
                            .status())
                    .isEqualTo(401);
        }
        for (int digit = "sha256=".length(); digit < 71; digit++) {
            StringBuilder signature = new StringBuilder(delivery.header(SIGNATURE));
            signature.setCharAt(digit, signature.charAt(digit) == '0' ? '1' : '0');
            rig().refused(delivery.with(SIGNATURE, signature.toString()), 401, "SIGNATURE_MISMATCH");
        }
    }

    @Test
    @Withstands(Threat.TRUNCATED_COMPARE)
    @DisplayName("prefix or truncated compare: every prefix of the right signature, and longer ones")
    default void everyPrefix() throws IOException {
        SignedDelivery delivery = rig().fresh();
        String signature = delivery.header(SIGNATURE);
        for (int length = 0; length < signature.length(); length++) {
            rig().refused(delivery.with(SIGNATURE, signature.substring(0, length)), 401, "MALFORMED_SIGNATURE");
        }
        rig().refused(delivery.with(SIGNATURE, signature + "00"), 401, "MALFORMED_SIGNATURE");
        rig().refused(delivery.with(SIGNATURE, signature + signature), 401, "MALFORMED_SIGNATURE");
    }

    @Test
    @Withstands(Threat.ALGORITHM_CONFUSION)
    @DisplayName("algorithm confusion: other names, none, an Ed25519 form")
    default void algorithmConfusion() throws IOException {
        SignedDelivery delivery = rig().fresh();
        String hex = delivery.header(SIGNATURE).substring("sha256=".length());
        for (String prefix : List.of("sha1=", "sha512=", "SHA256=", "none", "ed25519=", "v1=", "")) {
            rig().refused(delivery.with(SIGNATURE, prefix + hex), 401, "MALFORMED_SIGNATURE");
        }
        for (String other :
                List.of("none", "sha1=" + hex.substring(24), "sha512=" + hex + hex, "sha256=" + hex + hex)) {
            rig().refused(delivery.with(SIGNATURE, other), 401, "MALFORMED_SIGNATURE");
        }
    }

    @Test
    @Withstands(Threat.MALFORMED_HEADER)
    @DisplayName("malformed headers: never an error, never a handler call")
    default void malformedHeaders() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            String name = random.nextBoolean() ? SIGNATURE : TIMESTAMP;
            assertThat(rig().refused(rig().fresh().with(name, garbage(random))).status())
                    .isIn(400, 401);
        }
    }

    @Test
    @Withstands(Threat.ALGORITHM_CONFUSION)
    @DisplayName("missing signature, and no fall-through to a weaker scheme")
    default void missingSignature() throws IOException {
        SignedDelivery delivery = rig().fresh().without(SIGNATURE);

        rig().refused(delivery, 401, "MISSING_SIGNATURE");
        rig().refused(delivery.with("Authorization", "Bearer " + ContractRig.SECRET_TEXT), 401, "MISSING_SIGNATURE");
        rig().refused(delivery.with("X-Strapi-Signature-256", "sha256=" + "0".repeat(64)), 401, "MISSING_SIGNATURE");
    }

    @Test
    @Withstands(Threat.REPEATED_HEADERS)
    @DisplayName("repeated headers: two signatures or two timestamps, on two lines or joined")
    default void repeatedHeaders() throws IOException {
        SignedDelivery delivery = rig().fresh();
        for (String name : List.of(SIGNATURE, TIMESTAMP)) {
            String value = delivery.header(name);
            assertThat(rig().refused(delivery.adding(name, value)).status()).isEqualTo(401);
            assertThat(rig().refused(delivery.with(name, value + "," + value)).status())
                    .isEqualTo(401);
            assertThat(rig().refused(delivery.with(name, value + ", " + value)).status())
                    .isEqualTo(401);
        }
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "sha256=" : "");
        int last = random.nextBoolean() ? 0x7F : 0x2FFF;
        random.ints(random.nextInt(80), 0x20, last).forEach(text::appendCodePoint);
        return text.toString();
    }
}
