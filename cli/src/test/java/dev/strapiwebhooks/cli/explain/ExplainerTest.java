package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong besides the signature, and that nothing is wrong with what is right. */
class ExplainerTest {
    private static final String SECRET = "lab-webhook-secret-0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Explainer explainer = new Explainer(
            ExpectedScheme.TIMESTAMPED,
            List.of(CandidateSecret.current(SECRET.getBytes(UTF_8))),
            Duration.ofMinutes(5));

    @Test
    void nothingIsWrongWithRealDeliveries() {
        for (CapturedDelivery capture : CapturedDeliveries.signed()) {
            Explanation explanation = explainer.explain(recorded(capture.delivery()), null, capture.signedAt());

            assertThat(explanation.findings()).as(capture.name()).isEmpty();
            assertThat(explanation.summary()).startsWith("Nothing is wrong");
        }
        assertThat(CapturedDeliveries.signed()).hasSizeGreaterThan(50);
    }

    @Test
    void clocksThatAreOffAreMeasured() {
        assertThat(codes(delivery -> delivery, NOW.plusSeconds(421))).containsExactly("CLOCK_STALE");
        assertThat(codes(delivery -> delivery, NOW.minusSeconds(301))).containsExactly("CLOCK_FUTURE");
        assertThat(codes(delivery -> delivery, NOW.plusSeconds(300))).isEmpty();
        assertThat(explainer
                        .explain(recorded(signed()), RejectionReason.STALE, NOW.plusSeconds(421))
                        .findings())
                .first()
                .extracting(Finding::what, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("421 s before the receiver's clock");
    }

    @Test
    void headersThatAreMissingRepeatedOrMisspeltAreNamed() {
        String value = signed().header("X-Webhook-Signature");

        assertThat(codes(delivery -> delivery.without("X-Webhook-Signature"), NOW))
                .containsExactly("HEADER_MISSING");
        assertThat(codes(delivery -> delivery.adding("X-Webhook-Signature", value), NOW))
                .containsExactly("HEADER_REPEATED");
        assertThat(codes(delivery -> delivery.without("X-Webhook-Signature").adding("X-Hub-Signature-256", value), NOW))
                .containsExactly("HEADER_OTHER_NAME");
        assertThat(codes(delivery -> delivery.without("X-Webhook-Timestamp"), NOW))
                .containsExactly("HEADER_MISSING");
    }

    @Test
    void aHyphenThatIsNoneIsNamed() {
        String value = signed().header("X-Webhook-Signature");
        SignedDelivery typed = signed().without("X-Webhook-Signature").adding("X\u2011Webhook\u2011Signature", value);

        Explanation explanation = explainer.explain(recorded(typed), null, NOW);

        assertThat(explanation.findings()).extracting(Finding::code).containsExactly("HEADER_NAME_LOOKALIKE");
        assertThat(explanation.findings().get(0).what()).contains("X<U+2011>Webhook<U+2011>Signature");
    }

    @Test
    void secondsInTheHeaderAreNamed() {
        assertThat(codes(delivery -> delivery.with("X-Webhook-Timestamp", "1795435200"), NOW))
                .contains("TIMESTAMP_SECONDS");
        assertThat(codes(delivery -> delivery.with("X-Webhook-Timestamp", "yesterday"), NOW))
                .contains("MALFORMED_TIMESTAMP");
    }

    @Test
    void anotherSecretIsNotHiddenByAStaleTime() {
        SignedDelivery forged = SignedDelivery.of(WebhookSecret.of(WebhookSecret.randomText()), "{}", NOW);

        Explanation explanation = explainer.explain(recorded(forged), null, NOW.plusSeconds(421));

        assertThat(explanation.findings())
                .extracting(Finding::code)
                .containsExactly("SIGNATURE_MISMATCH", "CLOCK_STALE");
        assertThat(explanation.findings().get(0).certain()).isFalse();
    }

    @Test
    void anotherSchemeThatFitsIsNamed() {
        byte[] body = "{\"event\":\"trigger-test\"}".getBytes(UTF_8);
        SignedDelivery nativeOne = SignedDelivery.of(WebhookSigner.strapiNative(WebhookSecret.of(SECRET)), body, NOW);
        SignedDelivery bearer = SignedDelivery.unsigned(body).with("Authorization", "Bearer " + SECRET);

        for (SignedDelivery delivery : List.of(nativeOne, bearer)) {
            Explanation explanation = explainer.explain(recorded(delivery), RejectionReason.MISSING_SIGNATURE, NOW);
            assertThat(explanation.findings())
                    .extracting(Finding::code)
                    .filteredOn(code -> !code.equals("SECRET_SENT")) // a token is that, too
                    .containsExactly("OTHER_SCHEME");
            assertThat(explanation.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void aSignatureThatWasCutIsNotBlamedOnTheSecret() {
        SignedDelivery cut = signed().with("X-Webhook-Signature", "sha256=" + "0".repeat(32));

        assertThat(explainer
                        .explain(recorded(cut), RejectionReason.MALFORMED_SIGNATURE, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly("MALFORMED_SIGNATURE");
    }

    @Test
    void whatNothingExplainsIsSaid() {
        assertThat(codes(delivery -> delivery.with("X-Webhook-Signature", "sha256=" + "0".repeat(64)), NOW))
                .containsExactly("SIGNATURE_MISMATCH");
        assertThat(codes(delivery -> delivery.with("X-Webhook-Signature", "no signature at all"), NOW))
                .containsExactly("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void everyReasonHasAdviceForBothSides(RejectionReason reason) {
        Finding advice = ReasonAdvice.of(reason);

        assertThat(advice.what()).endsWith(".");
        assertThat(List.of(advice.strapi(), advice.java())).allMatch(text -> text.length() > 10);
    }

    @Test
    void aReasonBesidesTheSignatureComesFirst() {
        assertThat(explainer
                        .explain(recorded(signed()), RejectionReason.REPLAY, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly("REPLAY");
    }

    private List<String> codes(UnaryOperator<SignedDelivery> change, Instant now) {
        return explainer.explain(recorded(change.apply(signed())), null, now).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private static SignedDelivery signed() {
        return SignedDelivery.of(WebhookSecret.of(SECRET), "{\"event\":\"trigger-test\"}", NOW);
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
