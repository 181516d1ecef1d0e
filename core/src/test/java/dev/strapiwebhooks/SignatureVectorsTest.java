package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.internal.HmacKeyCheck;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Signature vectors, computed independently")
class SignatureVectorsTest {
    private static JsonNode all() throws IOException {
        try (InputStream json = SignatureVectorsTest.class.getResourceAsStream("/signature-vectors.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(json));
        }
    }

    static Stream<Vector> timestamped() throws IOException {
        return all().valueStream()
                .filter(v -> v.path("scheme").asString().equals("timestamped"))
                .map(Vector::new);
    }

    @Test
    void thereAre27() throws IOException {
        assertThat(all()).hasSize(27);
        assertThat(timestamped()).hasSize(26);
    }

    @ParameterizedTest
    @MethodSource("timestamped")
    void hasTheStatedOutcome(Vector vector) {
        String expected = vector.expect().startsWith("accept")
                ? "ACCEPTED"
                : vector.expect().replace("reject ", "");

        assertThat(Deliveries.outcome(vector.verifier(), vector.request())).isEqualTo(expected);
    }

    @Test
    void upperCaseHexIsTheSameDelivery() throws IOException {
        Vector lower = named("hello");
        Vector upper = named("upper-case hex");
        WebhookVerifier verifier = lower.verifier();

        assertThat(Deliveries.outcome(verifier, lower.request())).isEqualTo("ACCEPTED");
        assertThat(Deliveries.outcome(verifier, upper.request())).isEqualTo("REPLAY");
    }

    @Test
    void secondsGetAHint() throws IOException {
        Vector vector = named("seconds");

        assertThat(vector.request().verifiedBy(vector.verifier()).toString()).contains("looks like seconds");
    }

    @Test
    void bytesThatAreNotUtf8AreAuthenticButNoEvent() throws IOException {
        Vector vector = named("not utf-8");
        byte[] verified =
                vector.request().verifiedBy(vector.verifier()).orElseThrow().body();

        assertThatThrownBy(() -> EventReader.create().read(verified)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void bodyOnlyMacIsTheOneThatGitHubPublished() throws IOException {
        JsonNode vector = all().valueStream()
                .filter(v -> v.path("scheme").asString().equals("body"))
                .findFirst()
                .orElseThrow();
        byte[] body = Base64.getDecoder().decode(vector.path("bodyBase64").asString());
        String secretText = vector.path("secret").asString();
        Map<String, String> headers =
                WebhookSigner.strapiNative(WebhookSecret.of(secretText)).sign(body, Instant.EPOCH);

        assertThat(headers)
                .containsEntry(
                        "X-Strapi-Signature-256", vector.path("signature").asString());
        assertThat(HexFormat.of()
                        .formatHex(HmacKeyCheck.of(Deliveries.utf8(secretText), null)
                                .mac(new byte[0], body, new byte[0])))
                .isEqualTo("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    private static Vector named(String name) throws IOException {
        return timestamped().filter(v -> v.toString().equals(name)).findFirst().orElseThrow();
    }

    record Vector(JsonNode json) {
        String expect() {
            return text("expect");
        }

        TestRequest request() {
            Map<String, String> headers =
                    Map.of(Deliveries.TIMESTAMP, text("timestamp"), Deliveries.SIGNATURE, text("signature"));
            return TestRequest.of(headers, Base64.getDecoder().decode(text("bodyBase64")));
        }

        WebhookVerifier verifier() {
            Instant now = Instant.ofEpochMilli(Long.parseLong(text("now")));
            return WebhookVerifier.timestamped(WebhookSecret.of(text("secret")))
                    .clock(Deliveries.clockAt(now))
                    .build();
        }

        private String text(String name) {
            return json.path(name).asString();
        }

        @Override
        public String toString() {
            return text("name");
        }
    }
}
