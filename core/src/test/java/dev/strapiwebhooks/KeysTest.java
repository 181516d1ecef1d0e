package dev.strapiwebhooks;

import static dev.strapiwebhooks.Deliveries.BODY;
import static dev.strapiwebhooks.Deliveries.NOW;
import static dev.strapiwebhooks.Deliveries.clockAt;
import static dev.strapiwebhooks.Deliveries.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Named keys, validity and rotation")
class KeysTest {
    private static final WebhookSecret OLD = WebhookSecret.of("old-secret-0123456789");
    private static final WebhookSecret NEW = WebhookSecret.of("new-secret-0123456789");

    @Test
    void bothSecretsOfARotationAreAcceptedAndNamed() {
        WebhookVerifier verifier = verifier(KeyProvider.of(NamedKey.of("new", NEW), NamedKey.of("old", OLD)));

        assertThat(signed(OLD).verifiedBy(verifier).orElseThrow().keyName()).isEqualTo("old");
        assertThat(signed(NEW).verifiedBy(verifier).orElseThrow().keyName()).isEqualTo("new");
    }

    @Test
    void aKeyIsAcceptedFromItsFirstToItsLastInstant() {
        NamedKey<WebhookSecret> key = NamedKey.of("k", OLD).notBefore(NOW).notAfter(NOW.plusMillis(1));

        assertThat(key.isValidAt(NOW.minusNanos(1))).isFalse();
        assertThat(key.isValidAt(NOW)).isTrue();
        assertThat(key.isValidAt(NOW.plusMillis(1))).isTrue();
        assertThat(key.isValidAt(NOW.plusMillis(1).plusNanos(1))).isFalse();
    }

    @Test
    void anEndedKeyIsNamedInTheRefusal() {
        WebhookVerifier verifier = verifier(
                KeyProvider.of(NamedKey.of("new", NEW), NamedKey.of("old", OLD).notAfter(NOW.minusMillis(1))));

        assertThat(signed(OLD).verifiedBy(verifier)).isInstanceOfSatisfying(Verification.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.KEY_NOT_VALID);
            assertThat(rejected.keyName()).contains("old");
        });
        assertThat(outcome(verifier, signed(NEW))).isEqualTo("ACCEPTED");
    }

    @Test
    void theSameSecretUnderAValidNameWinsOverAnEndedOne() {
        WebhookVerifier verifier = verifier(
                KeyProvider.of(NamedKey.of("ended", OLD).notAfter(NOW.minusMillis(1)), NamedKey.of("renewed", OLD)));

        assertThat(signed(OLD).verifiedBy(verifier).orElseThrow().keyName()).isEqualTo("renewed");
    }

    @Test
    void ofSeveralValidNamesOfOneSecretTheFirstIsTold() {
        WebhookVerifier verifier = verifier(KeyProvider.of(
                NamedKey.of("first", OLD),
                NamedKey.of("second", OLD),
                NamedKey.of("ended", OLD).notAfter(NOW.minusMillis(1))));

        assertThat(signed(OLD).verifiedBy(verifier).orElseThrow().keyName()).isEqualTo("first");
    }

    @Test
    void keysCanChangeWithoutARestart() {
        AtomicReference<List<NamedKey<WebhookSecret>>> current =
                new AtomicReference<>(List.of(NamedKey.of("old", OLD)));
        WebhookVerifier verifier = verifier(() -> Objects.requireNonNull(current.get()));
        assertThat(outcome(verifier, signed(NEW))).isEqualTo("SIGNATURE_MISMATCH");

        current.set(List.of(NamedKey.of("new", NEW)));

        assertThat(outcome(verifier, signed(NEW))).isEqualTo("ACCEPTED");
        assertThat(outcome(verifier, signed(OLD))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void aSourceOfKeysThatFailsOrDriesUpFailsClosed() {
        AtomicReference<List<NamedKey<WebhookSecret>>> current =
                new AtomicReference<>(List.of(NamedKey.of("old", OLD)));
        WebhookVerifier verifier = verifier(() -> Objects.requireNonNull(current.get()));

        current.set(List.of());
        assertThatThrownBy(() -> signed(OLD).verifiedBy(verifier)).isInstanceOf(WebhookUnavailableException.class);

        current.set(List.of(NamedKey.of("old", OLD)));
        assertThat(outcome(verifier, signed(OLD))).isEqualTo("ACCEPTED");
    }

    @Test
    void misconfiguredKeysFailAtStartup() {
        assertThatThrownBy(() -> verifier(List::of))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no key");
        assertThatThrownBy(() -> verifier(KeyProvider.of(NamedKey.of("same", OLD), NamedKey.of("same", NEW))))
                .hasMessageContaining("two keys are named \"same\"");
        assertThatThrownBy(() -> NamedKey.of(" ", OLD)).hasMessageContaining("blank");
        assertThatThrownBy(() -> NamedKey.of("k", OLD).notBefore(NOW).notAfter(NOW.minusSeconds(1)))
                .hasMessageContaining("never be valid");
    }

    @Test
    void badSettingsNameTheLimitTheValueAndTheFix() {
        WebhookVerifierBuilder builder = WebhookVerifier.timestamped(OLD);

        assertThatThrownBy(() -> builder.tolerance(Duration.ofMillis(999)))
                .hasMessageContaining("PT1S")
                .hasMessageContaining("PT0.999S");
        assertThatThrownBy(() -> builder.tolerance(Duration.ofHours(1).plusMillis(1)))
                .hasMessageContaining("PT1H0.001S");
        assertThatThrownBy(() -> builder.name(" ")).hasMessageContaining("blank");
        assertThat(builder.tolerance(Duration.ofHours(1)).build()).isNotNull();
        assertThat(WebhookVerifier.timestamped(OLD)
                        .tolerance(Duration.ofSeconds(1))
                        .build())
                .isNotNull();
    }

    @Test
    void settingSomethingTwiceIsAnError() {
        List<Runnable> second = new ArrayList<>();
        WebhookVerifierBuilder builder = WebhookVerifier.timestamped(OLD)
                .tolerance(Duration.ofMinutes(1))
                .clock(clockAt(NOW))
                .name("n")
                .replayCheckedByCaller()
                .requireBearerToken(KeyProvider.of(NEW));
        second.add(() -> builder.tolerance(Duration.ofMinutes(1)));
        second.add(() -> builder.clock(clockAt(NOW)));
        second.add(() -> builder.name("n"));
        second.add(builder::replayCheckedByCaller);
        second.add(() -> builder.requireBearerToken(KeyProvider.of(NEW)));

        assertThat(second)
                .allSatisfy(setting -> assertThatThrownBy(setting::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("set twice"));
    }

    @Test
    void headerNamesMustBeTyped() {
        assertThatThrownBy(() -> SignatureScheme.timestamped().withSignatureHeader("X‑Webhook‑Signature"))
                .hasMessageContaining("hyphens that are not ASCII");
        assertThatThrownBy(() -> SignatureScheme.timestamped().withTimestampHeader(""))
                .hasMessageContaining("token");

        TimestampedScheme<WebhookSecret> renamed =
                SignatureScheme.timestamped().withSignatureHeader("X-Sig").withTimestampHeader("X-Time");
        WebhookVerifier verifier =
                WebhookVerifier.builder(renamed, OLD).clock(clockAt(NOW)).build();
        assertThat(outcome(
                        verifier,
                        TestRequest.of(WebhookSigner.create(renamed, OLD).sign(BODY, NOW), BODY)))
                .isEqualTo("ACCEPTED");
    }

    private static WebhookVerifier verifier(KeyProvider<WebhookSecret> keys) {
        return WebhookVerifier.builder(SignatureScheme.timestamped(), keys)
                .clock(clockAt(NOW))
                .build();
    }

    private static TestRequest signed(WebhookSecret secret) {
        Instant time = NOW;
        return TestRequest.of(WebhookSigner.timestamped(secret).sign(BODY, time), BODY);
    }
}
