package dev.strapiwebhooks;

import static dev.strapiwebhooks.Deliveries.BODY;
import static dev.strapiwebhooks.Deliveries.NOW;
import static dev.strapiwebhooks.Deliveries.SECRET;
import static dev.strapiwebhooks.Deliveries.clockAt;
import static dev.strapiwebhooks.Deliveries.outcome;
import static dev.strapiwebhooks.Deliveries.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.internal.HmacKeyCheck;
import dev.strapiwebhooks.spi.SignatureInput;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherSchemesTest {
    private static final WebhookSecret TOKEN = WebhookSecret.of("my-very-secured-token");

    @Nested
    class StrapiNative {
        private final WebhookVerifier verifier = WebhookVerifier.builder(SignatureScheme.strapiNative(), SECRET)
                .clock(clockAt(NOW))
                .build();

        @ParameterizedTest
        @CsvSource({
            "2023-11-14T22:13:20.000Z, ACCEPTED",
            "2023-11-14T22:08:20.000Z, ACCEPTED",
            "2023-11-14T22:08:19.999Z, STALE",
            "2023-11-14T22:18:20.001Z, FUTURE",
            "not-a-date, MALFORMED_TIMESTAMP",
            "'', MALFORMED_TIMESTAMP",
            "+999999999-12-31T23:59:59Z, FUTURE",
            "-999999999-01-01T00:00:00Z, STALE"
        })
        void theSignedCreatedAtIsTheTime(String createdAt, String expected) {
            assertThat(outcome(verifier, signed("{\"event\":\"x\",\"createdAt\":\"" + createdAt + "\"}")))
                    .isEqualTo(expected);
        }

        @Test
        void aFreshUnsignedHeaderDoesNotRefreshAnOldBody() {
            byte[] old = utf8("{\"event\":\"x\",\"createdAt\":\"2023-11-14T22:00:00.000Z\"}");
            Map<String, String> headers =
                    new HashMap<>(WebhookSigner.strapiNative(SECRET).sign(old, NOW));
            headers.put("X-Webhook-Timestamp", Long.toString(NOW.toEpochMilli()));

            assertThat(outcome(verifier, TestRequest.of(headers, old))).isEqualTo("STALE");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Hello|INVALID_JSON",
                    "{\"createdAt\":|INVALID_JSON",
                    "[\"createdAt\"]|MISSING_TIMESTAMP",
                    "{\"event\":\"x\"}|MISSING_TIMESTAMP",
                    "{\"entry\":{\"createdAt\":\"2023-11-14T22:13:20.000Z\"}}|MISSING_TIMESTAMP",
                    "{\"createdAt\":1700000000000}|MISSING_TIMESTAMP",
                    "{\"createdAt\":[\"2023-11-14T22:13:20.000Z\"]}|MISSING_TIMESTAMP",
                    "{\"a\":{\"b\":[1,{\"createdAt\":\"1999-01-01T00:00:00Z\"}]},\"createdAt\":\"2023-11-14T22:13:20.000Z\"}|ACCEPTED"
                })
        void onlyTheTopLevelTextCounts(String body, String expected) {
            assertThat(outcome(verifier, signed(body))).isEqualTo(expected);
        }

        @Test
        void deepNestingIsRefusedAndNotAnError() {
            String deep = "[".repeat(100_000);

            assertThat(outcome(verifier, signed("{\"a\":" + deep))).isEqualTo("INVALID_JSON");
        }

        @Test
        void theBodyIsNotParsedBeforeItsSignatureMatched() {
            Map<String, String> headers = WebhookSigner.strapiNative(TOKEN).sign(utf8("{"), NOW);

            assertThat(outcome(verifier, TestRequest.of(headers, utf8("{")))).isEqualTo("SIGNATURE_MISMATCH");
            assertThat(outcome(verifier, Deliveries.signed(BODY, NOW))).isEqualTo("MISSING_SIGNATURE");
        }

        private TestRequest signed(String body) {
            return TestRequest.of(WebhookSigner.strapiNative(SECRET).sign(utf8(body), NOW), utf8(body));
        }
    }

    @Nested
    class BearerToken {
        private final WebhookVerifier verifier = WebhookVerifier.builder(SignatureScheme.bearerToken(), TOKEN)
                .clock(clockAt(NOW))
                .build();

        @Test
        void provesTheSenderAndSaysWhatItDoesNotProve() {
            Verification.Verified verified =
                    with("Bearer my-very-secured-token").verifiedBy(verifier).orElseThrow();

            assertThat(verified.timestamp()).isEmpty();
            assertThat(verified.skew()).isEmpty();
            assertThat(Deliveries.signed(BODY, NOW)
                            .verifiedBy(Deliveries.verifier())
                            .orElseThrow()
                            .timestamp())
                    .contains(NOW);
        }

        @Test
        void theSameBodyTwiceIsAReplay() {
            assertThat(outcome(verifier, with("Bearer my-very-secured-token"))).isEqualTo("ACCEPTED");
            assertThat(outcome(verifier, with("bearer my-very-secured-token"))).isEqualTo("REPLAY");
        }

        @ParameterizedTest
        @ValueSource(strings = {"my-very-secured-toke", "my-very-secured-tokenn", "My-very-secured-token", "x"})
        void anotherToken(String token) {
            assertThat(outcome(verifier, with("Bearer " + token))).isEqualTo("TOKEN_MISMATCH");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Bearer",
                    "Bearer ",
                    "Bearer  my-very-secured-token",
                    "Basic bXk6dG9rZW4=",
                    "my-very-secured-token",
                    "Bearer my-very-secured-token,Bearer x y",
                    "Bearer a\tb"
                })
        void malformed(String header) {
            assertThat(outcome(verifier, with(header))).isEqualTo("MALFORMED_TOKEN");
        }

        @Test
        void missingRepeatedAndOverlong() {
            assertThat(outcome(verifier, TestRequest.of(Map.of(), BODY))).isEqualTo("MISSING_TOKEN");
            assertThat(outcome(
                            verifier,
                            TestRequest.of(name -> List.of("Bearer my-very-secured-token", "Bearer other"), BODY)))
                    .isEqualTo("REPEATED_TOKEN");
            assertThat(outcome(verifier, with("Bearer " + "x".repeat(4096)))).isEqualTo("TOKEN_MISMATCH");
            assertThat(outcome(verifier, with("Bearer " + "x".repeat(4097)))).isEqualTo("MALFORMED_TOKEN");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a token with spaces", "ein-schönes-langes-token"})
        void aTokenThatNoHeaderCanCarryFailsAtStartup(String token) {
            WebhookVerifierBuilder builder =
                    WebhookVerifier.builder(SignatureScheme.bearerToken(), WebhookSecret.of(token));

            assertThatThrownBy(builder::build).hasMessageContaining("visible ASCII");
        }

        @Test
        void aSignerSendsIt() {
            assertThat(WebhookSigner.bearerToken(TOKEN).sign(BODY, NOW))
                    .containsExactly(Map.entry("Authorization", "Bearer my-very-secured-token"));
        }

        private static TestRequest with(String authorization) {
            return TestRequest.of(Map.of("authorization", authorization), BODY);
        }
    }

    @Nested
    class TokenInAddition {
        private final WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .requireBearerToken(KeyProvider.of(TOKEN))
                .clock(clockAt(NOW))
                .build();

        @Test
        void bothMustBeRight() {
            Map<String, String> headers = Deliveries.headers(BODY, NOW);
            assertThat(outcome(verifier, TestRequest.of(headers, BODY))).isEqualTo("MISSING_TOKEN");

            headers.put("Authorization", "Bearer wrong-token-wrong-token");
            assertThat(outcome(verifier, TestRequest.of(headers, BODY))).isEqualTo("TOKEN_MISMATCH");

            headers.put("Authorization", "Bearer my-very-secured-token");
            Map<String, String> forged = new HashMap<>(headers);
            forged.put("X-Webhook-Signature", "sha256=" + "0".repeat(64));
            assertThat(outcome(verifier, TestRequest.of(forged, BODY))).isEqualTo("SIGNATURE_MISMATCH");
            assertThat(outcome(verifier, TestRequest.of(headers, BODY))).isEqualTo("ACCEPTED");
        }

        @Test
        void twoTokensInOneHeaderAreImpossible() {
            WebhookVerifierBuilder builder = WebhookVerifier.builder(SignatureScheme.bearerToken(), TOKEN)
                    .requireBearerToken(KeyProvider.of(TOKEN));

            assertThatThrownBy(builder::build).hasMessageContaining("bearer token already");
        }

        @Test
        void theHeadIsCheckedForBoth() {
            Map<String, String> headers = Deliveries.headers(BODY, NOW);

            assertThatThrownBy(() -> verifier.checkHeaders(WebhookHeaders.of(headers)))
                    .isInstanceOfSatisfying(
                            WebhookRejectedException.class,
                            e -> assertThat(e.rejection().reason()).isEqualTo(RejectionReason.MISSING_TOKEN));
        }
    }

    @Nested
    class CustomScheme {
        /** Body first, no separator, as some senders do. */
        private final SignatureScheme<WebhookSecret> bodyFirst = new SignatureScheme<>() {
            @Override
            public SignatureScheme.Algorithm<WebhookSecret> algorithm() {
                return SignatureScheme.Algorithm.HMAC_SHA256;
            }

            @Override
            public SignatureInput read(WebhookHeaders headers) {
                String hex =
                        headers.single("X-Sig", RejectionReason.MISSING_SIGNATURE, RejectionReason.REPEATED_SIGNATURE);
                byte[] signature = java.util.HexFormat.of().parseHex(hex);
                boolean timed = !headers.values("X-Time").isEmpty();
                return timed ? SignatureInput.of(signature, new byte[0], utf8("T"), NOW) : SignatureInput.of(signature);
            }
        };

        @Test
        void onlyReadsAndTheVerifierChecks() {
            WebhookVerifier verifier = WebhookVerifier.builder(bodyFirst, SECRET)
                    .clock(clockAt(NOW))
                    .build();
            String mac = java.util.HexFormat.of()
                    .formatHex(
                            HmacKeyCheck.of(utf8(Deliveries.SECRET_TEXT), null).mac(new byte[0], BODY, utf8("T")));

            assertThat(outcome(verifier, TestRequest.of(Map.of("X-Sig", mac, "X-Time", "1"), BODY)))
                    .isEqualTo("ACCEPTED");
            assertThat(outcome(verifier, TestRequest.of(Map.of("X-Sig", "00", "X-Time", "1"), BODY)))
                    .isEqualTo("SIGNATURE_MISMATCH");
        }

        @Test
        void canBeSignedForWhenItWritesHeaders() {
            assertThatThrownBy(() -> WebhookSigner.create(bodyFirst, SECRET).sign(BODY, NOW))
                    .isInstanceOf(UnsupportedOperationException.class);
            TimestampedScheme<WebhookSecret> renamed =
                    SignatureScheme.timestamped().withSignatureHeader("X-Sig");

            assertThat(WebhookSigner.create(renamed, SECRET).sign(BODY, NOW)).containsKey("X-Sig");
        }

        @Test
        void failingOnOddHeadersIsARefusalWithoutThem() {
            WebhookVerifier verifier = WebhookVerifier.builder(bodyFirst, SECRET)
                    .clock(clockAt(NOW))
                    .build();

            assertThat(verifier.verify(Map.of("X-Sig", "canary"), BODY))
                    .asString()
                    .startsWith("MALFORMED_SIGNATURE")
                    .doesNotContain("canary");
        }

        @Test
        void cannotClaimATimeThatIsNotSigned() {
            assertThatThrownBy(() -> SignatureInput.of(new byte[32], new byte[0], new byte[0], NOW))
                    .hasMessageContaining("not part of what is signed");
        }

        @Test
        void cannotLeaveOutTheTime() {
            WebhookVerifier verifier = WebhookVerifier.builder(bodyFirst, SECRET)
                    .clock(clockAt(NOW))
                    .build();
            String mac = java.util.HexFormat.of()
                    .formatHex(
                            HmacKeyCheck.of(utf8(Deliveries.SECRET_TEXT), null).mac(new byte[0], BODY, new byte[0]));

            assertThat(outcome(verifier, TestRequest.of(Map.of("X-Sig", mac), BODY)))
                    .isEqualTo("MISSING_TIMESTAMP");
        }
    }
}
