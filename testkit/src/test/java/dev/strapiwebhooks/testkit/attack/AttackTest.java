package dev.strapiwebhooks.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue against an endpoint without a server; on servers it runs in the adapters' contract. */
class AttackTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("a-secret-of-the-receiver");
    private static final int LIMIT = 64 * 1024;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-27T12:00:00.001Z"));

    @ParameterizedTest
    @EnumSource
    void theTimestampedSchemeAnswersAsTheCatalogueSays(Attack attack) {
        WebhookEndpoint endpoint = endpoint(WebhookVerifier.timestamped(SECRET));

        assertThat(answers(endpoint, attack, AttackMaterial.timestamped(SECRET)))
                .isEqualTo(attack.status());
    }

    @ParameterizedTest
    @EnumSource
    void theNativeSchemeRejectsWhatIsPossibleThere(Attack attack) {
        WebhookEndpoint endpoint = endpoint(WebhookVerifier.builder(SignatureScheme.strapiNative(), SECRET));
        AttackMaterial material = AttackMaterial.strapiNative(SECRET);

        if (attack.isPossible(material)) {
            assertThat(attack.isWithstood(answers(endpoint, attack, material))).isTrue();
        } else {
            assertThatThrownBy(() -> attack.forge(material)).hasMessageContaining("timestamp header");
        }
    }

    /** A receiver that looks at nothing but the body must not seem to be safe. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRUNCATED_BODY", "EMPTY_BODY", "NOT_JSON", "DEEP_JSON", "GET"})
    void theBodyIsStillJson(Attack attack) {
        AttackMaterial material = AttackMaterial.timestamped(SECRET).largestBody(LIMIT);
        List<SignedDelivery> deliveries = attack.forge(material);

        byte[] body = deliveries.get(deliveries.size() - 1).body();

        assertThat(JsonMapper.shared().readTree(body).path("event").asString()).isEqualTo("trigger-test");
        assertThat(body).hasSizeLessThanOrEqualTo(LIMIT + 1);
    }

    @Test
    void onAClockThatStandsNoTwoDeliveriesAreTheSame() {
        AttackMaterial material = AttackMaterial.timestamped(SECRET)
                .clock(clock)
                .event("entry.update", time -> "{\"event\":\"entry.update\"}".getBytes(StandardCharsets.UTF_8));

        Set<String> signatures = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            signatures.add(material.genuine().header("X-Webhook-Signature"));
        }

        assertThat(signatures).hasSize(100);
        assertThat(material.genuine().header("X-Strapi-Event")).isEqualTo("entry.update");
    }

    @Test
    void namesAreOfOneKind() {
        assertThat(Stream.of(Attack.values()).map(Attack::shown))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+"));
        assertThat(Attack.TWO_SIGNATURES).hasToString("two-signatures: a forged signature behind the right one");
    }

    @Test
    void onlyHugeMayGoWithoutAnAnswerAndOnlyGetUnfound() {
        for (Attack attack : Attack.values()) {
            assertThat(attack.isWithstood(0)).isEqualTo(attack == Attack.HUGE);
            assertThat(attack.isWithstood(404)).isEqualTo(attack == Attack.GET);
            assertThat(attack.isWithstood(attack.status())).isTrue();
            assertThat(Stream.of(200, 302, 429, 500).anyMatch(attack::isWithstood))
                    .isFalse();
        }
    }

    /** Genuine deliveries are accepted; returns the answer to the last. */
    private int answers(WebhookEndpoint endpoint, Attack attack, AttackMaterial material) {
        List<SignedDelivery> deliveries = attack.forge(material.clock(clock).largestBody(LIMIT));
        int last = deliveries.size() - 1;
        deliveries
                .subList(0, last)
                .forEach(genuine -> assertThat(endpoint.receive(genuine.asIncomingRequest()))
                        .isNotInstanceOf(Answered.class));
        Admission admission = endpoint.receive(deliveries.get(last).asIncomingRequest());
        return admission instanceof Answered refusal ? refusal.response().status() : 200;
    }

    private WebhookEndpoint endpoint(WebhookVerifierBuilder verifier) {
        return WebhookEndpoint.builder(verifier.clock(clock).build())
                .maxBodySize(LIMIT)
                .build();
    }
}
