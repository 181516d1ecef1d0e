package dev.strapiwebhooks.examples.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.Verification;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.spi.SignatureScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The Strapi side, run by Node.js")
class StrapiSenderTest {
    private static final String SECRET = "a-secret-that-both-sides-share – ë";
    private static final String BODY = "{\"event\":\"entry.publish\",\"entry\":{\"title\":\"Zoë – 東京 🎉\"}}";
    private static final String PUBLIC_KEY = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEADqsXOJeNXiBLAf5Elq/lqTYYsg9D3lj/aPTdlcCllWQ=
            -----END PUBLIC KEY-----
            """;
    private static final String PRIVATE_KEY = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIAy606+aXOs6fslFSxUG08/msbcqvD/sZ141CfVpGamH
            -----END PRIVATE KEY-----
            """;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void nodeIsThere() {
        assumeTrue(hasNode(), "Node.js is not installed: the JavaScript half is not tested here");
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        Finished tests = node(Map.of(), "--test");

        assertThat(tests.exitCode()).as(tests.output()).isZero();
        assertThat(tests.output()).containsPattern("pass [1-9]\\d+").contains("fail 0");
    }

    @Test
    void aJavaVerifierAcceptsWhatItSigns() throws Exception {
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(WebhookSecret.of(SECRET)).build();

        assertAcceptedOnce(verifier, signFile(Map.of("STRAPI_WEBHOOK_SECRET", SECRET)));
    }

    @Test
    void aJavaVerifierAcceptsItsEd25519Signatures() throws Exception {
        Path key = Files.writeString(folder.resolve("private.pem"), PRIVATE_KEY);
        WebhookVerifier verifier = WebhookVerifier.builder(SignatureScheme.ed25519(), Ed25519PublicKey.of(PUBLIC_KEY))
                .build();

        assertAcceptedOnce(verifier, signFile(Map.of("STRAPI_WEBHOOK_PRIVATE_KEY_FILE", key.toString())));
    }

    private static void assertAcceptedOnce(WebhookVerifier verifier, JsonNode sent) {
        byte[] body = Base64.getDecoder().decode(sent.path("bodyBase64").asString());
        Map<String, String> headers = new HashMap<>();
        sent.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(BODY);
        Verification.Verified verified = verifier.verify(headers, body).orElseThrow();
        assertThat(verified.body()).isEqualTo(body);
        assertThat(verifier.verify(headers, body)).asString().startsWith("REPLAY");
    }

    private static JsonNode signFile(Map<String, String> environment) throws Exception {
        Path body = Files.writeString(folder.resolve("body.json"), BODY);
        Finished signing = node(environment, "sign-file.js", body.toString());
        assertThat(signing.exitCode()).as(signing.output()).isZero();
        return JsonMapper.shared().readTree(signing.output());
    }

    private static boolean hasNode() {
        try {
            return node(Map.of(), "--version").exitCode() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static Finished node(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.command().add(0, "node");
        builder.redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("STRAPI_WEBHOOK"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), output);
    }

    private record Finished(int exitCode, String output) {}
}
