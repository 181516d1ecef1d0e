package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strapi sends the secret in place of a signature: that is the cause, and that it has to be changed. */
class SentSecretFindingTest {
    /** As {@code openssl rand -hex 32} makes it, so that it looks like a signature. */
    private static final String SECRET = "6d61792074686520666f7263652062652077697468206d61792074686520666f";

    private static final String OLD = "the secret of last year";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Explainer explainer = new Explainer(
            ExpectedScheme.TIMESTAMPED,
            List.of(
                    CandidateSecret.current(("\"" + SECRET + "\"\n").getBytes(UTF_8)),
                    CandidateSecret.previous(OLD.getBytes(UTF_8))),
            Duration.ofMinutes(5));

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "sha256=SECRET", "  \"SECRET\" ", "'SECRET'", "\tSECRET\t", "Bearer SECRET"})
    void asTheSignatureItStandsAlone(String value) {
        SignedDelivery delivery = signed().with("X-Webhook-Signature", value.replace("SECRET", SECRET));

        for (RejectionReason reason :
                List.of(RejectionReason.MALFORMED_SIGNATURE, RejectionReason.SIGNATURE_MISMATCH)) {
            Explanation explanation = explainer.explain(recorded(delivery), reason, NOW);
            assertThat(explanation.findings()).extracting(Finding::code).containsExactly("SECRET_SENT");
            assertThat(explanation.summary()).isEqualTo("One thing is wrong.");
            requireAdvice(explanation.findings().get(0), "X-Webhook-Signature");
        }
    }

    @Test
    void encodedItIsFoundAsWell() {
        String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));

        assertThat(codes(signed().with("X-Webhook-Signature", base64))).containsExactly("SECRET_SENT");
    }

    @Test
    void inAnotherHeaderItStandsBeforeWhatElseIsWrong() {
        SignedDelivery unsigned = SignedDelivery.unsigned("{}".getBytes(UTF_8)).with("X-Hub-Signature", SECRET);
        SignedDelivery wrong = signed().with("X-Note", SECRET).with("X-Webhook-Signature", "sha256=" + "0".repeat(64));

        assertThat(explainer
                        .explain(recorded(unsigned), RejectionReason.MISSING_SIGNATURE, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly("SECRET_SENT", "HEADER_MISSING");
        assertThat(explainer
                        .explain(recorded(wrong), RejectionReason.UNSUPPORTED_CONTENT_TYPE, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly("SECRET_SENT", "UNSUPPORTED_CONTENT_TYPE", "SIGNATURE_MISMATCH");
        requireAdvice(explainer.explain(recorded(wrong), null, NOW).findings().get(0), "X-Note");
    }

    @Test
    void asABearerTokenItStandsBeforeTheOtherScheme() {
        assertThat(codes(SignedDelivery.unsigned("{}".getBytes(UTF_8)).with("Authorization", "Bearer " + OLD)))
                .containsExactly("SECRET_SENT", "OTHER_SCHEME");
    }

    @Test
    void besideARightSignatureItIsSaid() {
        Explanation explanation = explainer.explain(recorded(right().with("X-Api-Key", SECRET)), null, NOW);

        assertThat(explanation.findings()).extracting(Finding::code).containsExactly("SECRET_SENT");
        assertThat(codes(right())).isEmpty();
    }

    @Test
    void inPathAndBodyItIsFound() {
        RecordedDelivery delivery = new RecordedDelivery(
                "POST", "/hook/" + SECRET, List.of(), ("{\"a\":\"" + SECRET + "\"}").getBytes(UTF_8), null);

        requireAdvice(explainer.explain(delivery, null, NOW).findings().get(0), "the path and the body");
    }

    @Test
    void anOldSecretIsCalledOne() {
        Finding finding = explainer
                .explain(recorded(signed().with("X-Note", OLD)), null, NOW)
                .findings()
                .get(0);

        assertThat(finding.code()).isEqualTo("SECRET_SENT");
        assertThat(finding.what()).contains("used before").doesNotContain(OLD);
    }

    @Test
    void ofAMaskedExportItIsSaidThatItsSignatureProvesNothing() {
        RecordedDelivery sent = recorded(signed().with("X-Webhook-Signature", SECRET));
        RecordedDelivery exported = DeliveryFile.read(
                DeliveryFile.write(SecretMask.of(List.of(CandidateSecret.current(SECRET.getBytes(UTF_8))))
                        .hide(sent)));

        Explanation explanation = explainer.explain(exported, RejectionReason.MALFORMED_SIGNATURE, NOW);

        assertThat(explanation.findings()).extracting(Finding::code).containsExactly("MASKED");
        assertThat(explanation.findings().get(0).what()).contains("hidden");
    }

    private static void requireAdvice(Finding finding, String where) {
        assertThat(finding.certain()).isTrue();
        assertThat(finding.what()).contains("your secret").contains(where);
        assertThat(finding.strapi()).contains("strapi-webhooks secret").contains("sign");
        assertThat(finding.toString()).doesNotContain(SECRET);
    }

    private List<String> codes(SignedDelivery delivery) {
        return explainer.explain(recorded(delivery), null, NOW).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private static SignedDelivery signed() {
        return SignedDelivery.of(WebhookSecret.of(WebhookSecret.randomText()), "{\"event\":\"trigger-test\"}", NOW);
    }

    private static SignedDelivery right() {
        return SignedDelivery.of(WebhookSecret.of("\"" + SECRET + "\""), "{\"event\":\"trigger-test\"}", NOW);
    }

    private static RecordedDelivery recorded(SignedDelivery delivery) {
        return new RecordedDelivery(
                delivery.method(),
                "/",
                delivery.headers().stream()
                        .map(header -> new HeaderLine(header.name(), header.value()))
                        .toList(),
                delivery.body(),
                null);
    }
}
