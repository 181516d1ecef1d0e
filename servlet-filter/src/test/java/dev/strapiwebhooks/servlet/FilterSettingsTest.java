package dev.strapiwebhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import dev.strapiwebhooks.testkit.SignedDelivery;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("web.xml init parameters")
class FilterSettingsTest {
    private static final WebhookSecret CURRENT = WebhookSecret.of("current-secret-012345");
    private static final WebhookSecret PREVIOUS = WebhookSecret.of("previous-secret-01234");
    private final Instant now = Instant.now();

    @TempDir
    Path folder = Path.of("");

    private String current = "";
    private String previous = "";

    @BeforeEach
    void secretFiles() throws Exception {
        current = Files.writeString(folder.resolve("current"), "current-secret-012345\n")
                .toString();
        previous = Files.writeString(folder.resolve("previous"), "previous-secret-01234\n")
                .toString();
    }

    @Test
    void bothSecretsOfARotation() {
        WebhookEndpoint endpoint = endpoint(Map.of("secretFile", current, "previousSecretFile", previous));

        assertThat(outcome(endpoint, WebhookSigner.timestamped(CURRENT))).isEqualTo("ACCEPTED");
        assertThat(outcome(endpoint, WebhookSigner.timestamped(PREVIOUS))).isEqualTo("ACCEPTED");
        assertThat(outcome(endpoint(Map.of("secretFile", current)), WebhookSigner.timestamped(PREVIOUS)))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void theOtherSchemes() throws Exception {
        assertThat(outcome(
                        endpoint(Map.of("secretFile", current, "scheme", "bearerToken")),
                        WebhookSigner.bearerToken(CURRENT)))
                .isEqualTo("ACCEPTED");
        assertThat(outcome(
                        endpoint(Map.of("secretFile", current, "scheme", "strapiNative")),
                        WebhookSigner.strapiNative(CURRENT)))
                .isEqualTo("ACCEPTED");
        assertThat(outcome(
                        endpoint(Map.of("secretFile", current, "bearerTokenFile", previous)),
                        WebhookSigner.timestamped(CURRENT)))
                .isEqualTo("MISSING_TOKEN");
    }

    @Test
    void ed25519FromTheFileThatOpenSslWrites() throws Exception {
        String pem = """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEADqsXOJeNXiBLAf5Elq/lqTYYsg9D3lj/aPTdlcCllWQ=
                -----END PUBLIC KEY-----
                """;
        String privatePem = """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIAy606+aXOs6fslFSxUG08/msbcqvD/sZ141CfVpGamH
                -----END PRIVATE KEY-----
                """;
        String file = Files.writeString(folder.resolve("key.pem"), pem).toString();
        WebhookEndpoint endpoint = endpoint(Map.of("scheme", "ed25519", "publicKeyFile", file));

        assertThat(outcome(endpoint, WebhookSigner.ed25519(privatePem))).isEqualTo("ACCEPTED");
        assertThat(outcome(endpoint, WebhookSigner.ed25519(privatePem.replace("IAy6", "IAy7"))))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void headersUnitToleranceSizeAndName() {
        WebhookEndpoint endpoint = endpoint(Map.of(
                "secretFile",
                current,
                "signatureHeader",
                "X-Sig",
                "timestampHeader",
                "X-Time",
                "timestampUnit",
                "seconds",
                "tolerance",
                "PT10S",
                "maxBodySize",
                "2048",
                "name",
                "blog"));
        WebhookSigner signer = WebhookSigner.create(
                SignatureScheme.timestamped()
                        .withSignatureHeader("X-Sig")
                        .withTimestampHeader("X-Time")
                        .withTimestampUnit(TimestampedScheme.Unit.SECONDS),
                CURRENT);

        assertThat(outcome(endpoint, signer)).isEqualTo("ACCEPTED");
        assertThat(endpoint.maxBodySize()).isEqualTo(2048);
        assertThat(endpoint.name()).isEqualTo("blog");
        SignedDelivery old = SignedDelivery.of(signer, body(), now.minusSeconds(60));
        assertThat(code(endpoint.receive(old.asIncomingRequest()))).isEqualTo("STALE");
    }

    @Test
    void theEventHeaderCanBeRelaxed() {
        SignedDelivery renamed = SignedDelivery.of(WebhookSigner.timestamped(CURRENT), body(), now)
                .with("X-Strapi-Event", "other");

        assertThat(code(endpoint(Map.of("secretFile", current)).receive(renamed.asIncomingRequest())))
                .isEqualTo("EVENT_HEADER_MISMATCH");
        assertThat(code(endpoint(Map.of("secretFile", current, "acceptAnyEventHeader", "true"))
                        .receive(renamed.asIncomingRequest())))
                .isEqualTo("ACCEPTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret|s3cret-in-clear-012345|unknown init parameter secret; known are secretEnv, secretFile",
                "tolerance|5m|init parameter tolerance is \"5m\", expected for example PT5M",
                "tolerance|P1D|tolerance must be from PT1S to PT1H",
                "maxBodySize|4MB|init parameter maxBodySize is \"4MB\", expected for example 4194304",
                "maxBodySize|1|maxBodySize must be from 1024",
                "scheme|hmac|init parameter scheme must be one of timestamped, ed25519, strapiNative, bearerToken",
                "scheme|ed25519|init parameter publicKeyFile is missing",
                "timestampUnit|minutes|must be one of milliseconds, seconds",
                "acceptAnyEventHeader|yes|must be one of false, true",
                "bodyTimeout|30|init parameter bodyTimeout is \"30\", expected for example PT10S",
                "maxConcurrentBodies|0|maxConcurrentBodies must be at least 1",
                "maxConcurrentBodies|many|init parameter maxConcurrentBodies is \"many\", expected for example 16",
                "maxBytesInFlight|1024|maxBytesInFlight must be at least maxBodySize",
                "trustedProxies|proxy.example|is not an IP address or network",
                "requireSecure|1|must be one of false, true",
                "secretEnv|SOME_VARIABLE|set exactly one of the init parameters secretEnv",
                "signatureHeader|X Sig|is not an HTTP header name",
                "name|''|init parameter name is missing or empty",
                "previousSecretFile|/no/such/file|/no/such/file",
                "publicKeyFile|/no/such/file|init parameter publicKeyFile has no effect with scheme timestamped",
                "previousPublicKeyFile|x|init parameter previousPublicKeyFile has no effect",
                "signatureHeader|X-Webhook-Timestamp|cannot both be in"
            })
    void mistakesStopTheStartAndSayHowToMendThem(String parameter, String value, String message) {
        Map<String, String> parameters = new java.util.HashMap<>(Map.of("secretFile", current));
        parameters.put(parameter, value);

        assertThatThrownBy(() -> new StrapiWebhookFilter().init(config(parameters)))
                .isInstanceOf(ServletException.class)
                .hasMessageStartingWith("Filter strapi: ")
                .hasMessageContaining(message);
    }

    @Test
    void aTokenInTheWrongPlaceIsNotShown() {
        Map<String, String> parameters = Map.of("secretFile", current, "scheme", "canary-token-012345");

        assertThatThrownBy(() -> new StrapiWebhookFilter().init(config(parameters)))
                .hasMessageContaining("init parameter scheme must be one of")
                .hasMessageNotContaining("canary");
    }

    @Test
    void parametersOfAnotherSchemeAreMistakes() {
        assertThatThrownBy(() ->
                        endpoint(Map.of("secretFile", current, "scheme", "strapiNative", "timestampUnit", "seconds")))
                .hasMessageContaining("timestampUnit has no effect with scheme strapiNative");
        assertThatThrownBy(() ->
                        endpoint(Map.of("secretFile", current, "scheme", "bearerToken", "bearerTokenFile", previous)))
                .hasMessageContaining("bearer token already");
        StrapiWebhookFilter byCode = new StrapiWebhookFilter(endpoint(Map.of("secretFile", current)));
        assertThatThrownBy(() -> byCode.init(config(Map.of("secretFile", current))))
                .hasMessageContaining("configured by code");
    }

    @Test
    void withoutASecretNothingStarts() {
        assertThatThrownBy(() -> new StrapiWebhookFilter().init(config(Map.of())))
                .hasMessageContaining("set exactly one of the init parameters secretEnv");
        assertThatThrownBy(() -> new StrapiWebhookFilter().init(config(Map.of("secretEnv", "STRAPI_TEST_UNSET"))))
                .hasMessageContaining("STRAPI_TEST_UNSET is not set")
                .hasMessageContaining("openssl rand -hex 32");
        assertThatThrownBy(() -> new StrapiWebhookFilter()
                        .doFilter(mock(ServletRequest.class), mock(ServletResponse.class), mock(FilterChain.class)))
                .hasMessageContaining("not initialised");
    }

    private static WebhookEndpoint endpoint(Map<String, String> parameters) {
        return FilterSettings.of(config(parameters)).endpoint();
    }

    private static FilterConfig config(Map<String, String> parameters) {
        FilterConfig config = mock(FilterConfig.class);
        when(config.getFilterName()).thenReturn("strapi");
        when(config.getInitParameterNames()).thenReturn(Collections.enumeration(parameters.keySet()));
        parameters.forEach((name, value) -> when(config.getInitParameter(name)).thenReturn(value));
        return config;
    }

    private String outcome(WebhookEndpoint endpoint, WebhookSigner signer) {
        SignedDelivery delivery = SignedDelivery.of(signer, body(), now);
        return code(endpoint.receive(delivery.asIncomingRequest()));
    }

    private static String code(Admission admission) {
        return admission instanceof Answered refusal
                ? refusal.rejected().orElseThrow().reason().name()
                : "ACCEPTED";
    }

    private byte[] body() {
        return ("{\"event\":\"trigger-test\",\"createdAt\":\"" + now + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
