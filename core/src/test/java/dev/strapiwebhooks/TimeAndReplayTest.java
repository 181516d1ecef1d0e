package dev.strapiwebhooks;

import static dev.strapiwebhooks.Deliveries.BODY;
import static dev.strapiwebhooks.Deliveries.NOW;
import static dev.strapiwebhooks.Deliveries.SECRET;
import static dev.strapiwebhooks.Deliveries.SIGNATURE;
import static dev.strapiwebhooks.Deliveries.clockAt;
import static dev.strapiwebhooks.Deliveries.headers;
import static dev.strapiwebhooks.Deliveries.outcome;
import static dev.strapiwebhooks.Deliveries.setTime;
import static dev.strapiwebhooks.Deliveries.signed;
import static dev.strapiwebhooks.Deliveries.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeAndReplayTest {
    @ParameterizedTest
    @CsvSource({
        "0, ACCEPTED",
        "-300000, ACCEPTED",
        "-300001, STALE",
        "300000, ACCEPTED",
        "300001, FUTURE",
        "-3600000, STALE",
        "3600000, FUTURE",
        "-315360000000, STALE",
        "315360000000, FUTURE"
    })
    void theWindowHoldsInBothDirections(long offsetMillis, String expected) {
        TestRequest request = signed(BODY, NOW.plusMillis(offsetMillis));

        assertThat(outcome(Deliveries.verifier(), request)).isEqualTo(expected);
    }

    @Test
    void aTimeFailureIsAuthenticAndCarriesTheSkew() {
        Verification outcome = signed(BODY, NOW.minusSeconds(400)).verifiedBy(Deliveries.verifier());

        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, rejected -> {
            assertThat(rejected.skew()).contains(Duration.ofSeconds(400));
            assertThat(rejected.keyName()).contains("default");
            assertThat(rejected.detail()).contains("PT6M40S ago").contains("PT5M");
        });
    }

    @Test
    void whatIsInTheFutureIsSaidSo() {
        Verification outcome = signed(BODY, NOW.plusSeconds(400)).verifiedBy(Deliveries.verifier());

        assertThat(outcome.toString()).startsWith("FUTURE").contains("PT6M40S in the future");
    }

    @Test
    void whatWasVerifiedCanBeRead() {
        Verification.Verified verified = signed(BODY, NOW.minusSeconds(3))
                .verifiedBy(Deliveries.verifier())
                .orElseThrow();

        assertThat(verified.timestamp()).contains(NOW.minusSeconds(3));
        assertThat(verified.skew()).contains(Duration.ofSeconds(3));
        assertThat(verified.replayKey()).isSameAs(verified.replayKey());
        assertThat(verified.toString()).contains("default").doesNotContain("trigger-test");
    }

    @Test
    void anotherToleranceAndUnit() {
        TimestampedScheme<WebhookSecret> seconds =
                SignatureScheme.timestamped().withTimestampUnit(TimestampedScheme.Unit.SECONDS);
        WebhookVerifier verifier = WebhookVerifier.builder(seconds, SECRET)
                .tolerance(Duration.ofSeconds(10))
                .clock(clockAt(NOW))
                .build();
        WebhookSigner signer = WebhookSigner.create(seconds, SECRET);

        assertThat(outcome(verifier, TestRequest.of(signer.sign(BODY, NOW.minusSeconds(10)), BODY)))
                .isEqualTo("ACCEPTED");
        assertThat(outcome(verifier, TestRequest.of(signer.sign(BODY, NOW.minusSeconds(11)), BODY)))
                .isEqualTo("STALE");
        assertThat(signed(BODY, NOW).verifiedBy(verifier).toString())
                .startsWith("MALFORMED_TIMESTAMP")
                .contains("looks like milliseconds");
    }

    @Test
    void aReplayIsRefusedWhateverUnsignedThingsChange() {
        WebhookVerifier verifier = Deliveries.verifier();
        assertThat(outcome(verifier, signed(BODY, NOW))).isEqualTo("ACCEPTED");

        assertThat(outcome(verifier, signed(BODY, NOW))).isEqualTo("REPLAY");

        Map<String, String> upperCase = headers(BODY, NOW);
        upperCase.compute(
                SIGNATURE,
                (name, value) -> "sha256=" + String.valueOf(value).substring(7).toUpperCase(Locale.ROOT));
        upperCase.put("X-Strapi-Event", "entry.delete");
        assertThat(outcome(verifier, TestRequest.of(upperCase, BODY))).isEqualTo("REPLAY");
    }

    @Test
    void legitimateDoublesDifferInTheirBytes() {
        WebhookVerifier verifier = Deliveries.verifier();
        byte[] first = utf8("{\"event\":\"entry.delete\",\"entry\":{\"id\":1}}");
        byte[] second = utf8("{\"event\":\"entry.delete\",\"entry\":{\"id\":2}}");

        assertThat(outcome(verifier, signed(first, NOW))).isEqualTo("ACCEPTED");
        assertThat(outcome(verifier, signed(second, NOW))).isEqualTo("ACCEPTED");
        assertThat(outcome(verifier, signed(first, NOW.plusMillis(1)))).isEqualTo("ACCEPTED");
    }

    @Test
    void aClaimOutlivesEveryTimeAtWhichACopyIsStillInTheWindow() {
        Clock clock = clockAt(NOW);
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(SECRET).clock(clock).build();
        TestRequest fromTheFuture = signed(BODY, NOW.plus(Duration.ofMinutes(5)));
        assertThat(outcome(verifier, fromTheFuture)).isEqualTo("ACCEPTED");

        for (int minute = 1; minute <= 10; minute++) {
            setTime(clock, NOW.plus(Duration.ofMinutes(minute)));
            assertThat(outcome(verifier, fromTheFuture)).as("minute %s", minute).isEqualTo("REPLAY");
        }
        setTime(clock, NOW.plus(Duration.ofMinutes(10)).plusMillis(1));
        assertThat(outcome(verifier, fromTheFuture)).isEqualTo("STALE");
    }

    @Test
    void endpointsWithDifferentNamesDoNotShareClaims() {
        ReplayGuard shared = dev.strapiwebhooks.replay.InMemoryReplayGuard.create(10, clockAt(NOW));
        List<String> outcomes = Stream.of("one", "two", "one")
                .map(name -> WebhookVerifier.timestamped(SECRET)
                        .name(name)
                        .replayGuard(shared)
                        .clock(clockAt(NOW))
                        .build())
                .map(verifier -> outcome(verifier, signed(BODY, NOW)))
                .toList();

        assertThat(outcomes).containsExactly("ACCEPTED", "ACCEPTED", "REPLAY");
    }

    @Test
    void aReleasedDeliveryIsAcceptedAgain() {
        WebhookVerifier verifier = Deliveries.verifier();
        verifier.release(signed(BODY, NOW).verifiedBy(verifier).orElseThrow());

        assertThat(outcome(verifier, signed(BODY, NOW))).isEqualTo("ACCEPTED");
    }

    @Test
    void onlyHoldersOfAKeyReachTheStore() {
        ReplayGuard guard = mock(ReplayGuard.class);
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .replayGuard(guard)
                .clock(clockAt(NOW))
                .build();
        Map<String, String> forged = headers(BODY, NOW);
        forged.put(SIGNATURE, "sha256=" + "0".repeat(64));

        assertThat(outcome(verifier, TestRequest.of(forged, BODY))).isEqualTo("SIGNATURE_MISMATCH");
        assertThat(outcome(verifier, signed(BODY, NOW.minusSeconds(301)))).isEqualTo("STALE");
        verifyNoInteractions(guard);
    }

    @Test
    void theStoreIsAskedToRememberForTwiceTheToleranceAndAMargin() {
        ReplayGuard guard = mock(ReplayGuard.class);
        when(guard.tryClaim(any(), any())).thenReturn(true);
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .replayGuard(guard)
                .tolerance(Duration.ofSeconds(30))
                .clock(clockAt(NOW))
                .build();
        Verification.Verified verified = signed(BODY, NOW).verifiedBy(verifier).orElseThrow();

        verify(guard).tryClaim(verified.replayKey(), Duration.ofMinutes(2));
    }

    @Test
    void aStoreThatIsDownFailsClosedAndRecovers() {
        ReplayGuard guard = mock(ReplayGuard.class);
        IllegalStateException down = new IllegalStateException("down");
        when(guard.tryClaim(any(), any())).thenThrow(down).thenReturn(true);
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .replayGuard(guard)
                .clock(clockAt(NOW))
                .build();

        assertThatThrownBy(() -> signed(BODY, NOW).verifiedBy(verifier))
                .isInstanceOf(WebhookUnavailableException.class)
                .hasCause(down);
        Verification.Verified verified = signed(BODY, NOW).verifiedBy(verifier).orElseThrow();

        doThrow(down).when(guard).release(any());
        assertThatThrownBy(() -> verifier.release(verified)).isInstanceOf(WebhookUnavailableException.class);
    }

    @Test
    void withoutAGuardTheCallerDecides() {
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .replayCheckedByCaller()
                .clock(clockAt(NOW))
                .build();
        Verification.Verified first = signed(BODY, NOW).verifiedBy(verifier).orElseThrow();
        Verification.Verified second = signed(BODY, NOW).verifiedBy(verifier).orElseThrow();
        verifier.release(first);

        assertThat(first.replayKey()).isEqualTo(second.replayKey());
    }

    @Test
    void ofManySimultaneousCopiesExactlyOneIsAccepted() throws Exception {
        WebhookVerifier verifier = Deliveries.verifier();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 50; round++) {
                Instant time = NOW.plusMillis(round);
                Callable<String> attempt = () -> outcome(verifier, signed(BODY, time));
                List<Future<String>> outcomes = threads.invokeAll(
                        Stream.generate(() -> attempt).limit(50).toList());
                int accepted = 0;
                for (Future<String> outcome : outcomes) {
                    accepted += outcome.get().equals("ACCEPTED") ? 1 : 0;
                }
                assertThat(accepted).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
