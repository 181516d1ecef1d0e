package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.MAX_BODY_SIZE;
import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that are too large, incomplete or hostile. */
interface BodyContract extends ContractPart {
    @Test
    @Withstands(Threat.MEMORY_BEFORE_AUTHENTICATION)
    @DisplayName("memory before authentication: declared and chunked bodies over the cap are 413")
    default void overTheCap() throws IOException {
        SignedDelivery fits = rig().signed(ofSize(MAX_BODY_SIZE));
        SignedDelivery tooLarge = rig().signed(ofSize(MAX_BODY_SIZE + 1));

        rig().accepted(fits);
        rig().refused(tooLarge, 413, "BODY_TOO_LARGE");
        HttpAnswer declared = RawHttp.sendHead(rig().uri(), rig().fresh(), 100L * 1024 * 1024 * 1024);
        assertThat(declared.status()).isEqualTo(413);
        HttpAnswer chunked = RawHttp.sendChunked(rig().uri(), tooLarge);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(rig().application().calls()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    @Withstands(Threat.MEMORY_BEFORE_AUTHENTICATION)
    @DisplayName("slow body: the whole body has a time, so that a sender who drips does not hold a thread")
    default void slowBody() throws Exception {
        withServer(endpoint -> endpoint.bodyTimeout(Duration.ofMillis(300)), rig -> {
            HttpAnswer answer = RawHttp.sendDripping(rig.uri(), rig.fresh(), Duration.ofMillis(20));
            assertThat(answer.status()).as("cut off").isIn(0, 400, 408);
            assertThat(rig.application().calls()).isZero();
            assertThat(rig.reports().all())
                    .singleElement()
                    .satisfies(report -> assertThat(report.rejected()
                                    .map(rejected -> rejected.reason().name()))
                            .contains("BODY_TIMEOUT"));
        });
    }

    @Test
    @DisplayName("empty body")
    default void emptyBody() throws IOException {
        rig().refused(rig().signed(""), 401, "EMPTY_BODY");
    }

    @Test
    @Withstands(Threat.PARSE_BEFORE_VERIFY)
    @DisplayName("parse before verify: bad JSON with a bad signature is a bad signature")
    default void notParsedBeforeVerified() throws IOException {
        SignedDelivery forged = rig().signed("[".repeat(10_000)).with(SIGNATURE, "sha256=" + "0".repeat(64));

        rig().refused(forged, 401, "SIGNATURE_MISMATCH");
    }

    @Test
    @Withstands(Threat.PARSE_BEFORE_VERIFY)
    @DisplayName("authentic, but not an event: 400")
    default void authenticButNoEvent() throws IOException {
        for (String body : List.of(
                "Hello",
                "[]",
                "null",
                "{",
                "{\"event\":\"a\"} x",
                "{\"event\":\"a\",\"event\":\"b\"}",
                "{\"event\":\"a\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"event\":\"a\",\"x\":" + "9".repeat(10_000) + "}")) {
            rig().refused(rig().signed(body), 400, "INVALID_JSON");
        }
        rig().refused(rig().signed("{\"createdAt\":\"2026-11-23T12:00:00Z\"}"), 400, "MISSING_EVENT");
    }

    @Test
    @Withstands(Threat.PARSE_BEFORE_VERIFY)
    @DisplayName("authentic and odd: large numbers, unknown events and the text \"null\" are accepted")
    default void authenticAndOdd() throws IOException {
        for (String body : List.of(
                "{\"event\":\"order.shipped\",\"big\":1e400,\"n\":12345678901234567890}",
                "{\"event\":\"entry.update\",\"model\":\"a\",\"entry\":\"null\"}",
                "{\"event\":\"entry.create\"}",
                "{\"event\":\"\\u0000\\u202e\"}")) {
            rig().accepted(rig().signed(body));
        }
    }

    private static String ofSize(int size) {
        String frame = "{\"event\":\"trigger-test\",\"padding\":\"\"}";
        return frame.replace("\"\"", "\"" + "p".repeat(size - frame.length()) + "\"");
    }
}
