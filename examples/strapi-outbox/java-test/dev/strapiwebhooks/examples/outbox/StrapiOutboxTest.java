package dev.strapiwebhooks.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.strapiwebhooks.Verification;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The outbox of the Strapi side, run by Node.js")
class StrapiOutboxTest {
    private static final String SECRET = "a-secret-that-both-sides-share – ë";

    private final WebhookVerifier verifier =
            WebhookVerifier.timestamped(WebhookSecret.of(SECRET)).build();
    private final List<Verification> verified = new CopyOnWriteArrayList<>();
    private volatile int answer;
    private HttpServer server;

    @BeforeAll
    static void nodeIsThere() {
        assumeTrue(hasNode(), "Node.js 20 is not installed: the JavaScript half is not tested here");
    }

    @BeforeEach
    void receive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hooks", this::verify);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        Finished tests = node("--test");

        assertThat(tests.exitCode()).as(tests.output()).isZero();
        assertThat(tests.output()).containsPattern("pass [1-9]\\d+").contains("fail 0");
    }

    @Test
    void aJavaReceiverAcceptsASecondAttemptOfTheSameBytes() throws Exception {
        sendTwice(204, "delivered 204\ndelivered 204\n");

        assertThat(verified).hasSize(2).allMatch(Verification.Verified.class::isInstance);
        assertThat(((Verification.Verified) verified.get(1)).body())
                .isEqualTo(((Verification.Verified) verified.get(0)).body());
    }

    @Test
    void anInboxFindsTheSequenceAndTheDocument() throws Exception {
        sendTwice(500, "failed 500\nfailed 500\n");

        byte[] body = ((Verification.Verified) verified.get(0)).body();
        ReceivedDelivery delivery = ReceivedDelivery.of(
                "default",
                "key",
                Instant.EPOCH,
                Map.of(),
                body,
                EventReader.create().read(body));
        assertThat(delivery.sequence()).isEqualTo(OptionalLong.of(3));
        assertThat(delivery.orderedBy()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(delivery.orderingKey()).contains("api::article.article/u22z8h1954xfkqnw526dilur/en");
        assertThat(delivery.event().json().path("id").asString()).isEqualTo("b20559e5-82e4-4abc-9bd0-77d3faf23199");
    }

    private void sendTwice(int status, String output) throws Exception {
        answer = status;
        Finished sending =
                node("send-twice.js", "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
        assertThat(sending.output()).isEqualTo(output);
    }

    private void verify(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        verified.add(verifier.verify(headers, body));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private static boolean hasNode() {
        try {
            return node("--eval", "process.exit(process.versions.node.split('.')[0] < 20 ? 1 : 0)")
                            .exitCode()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static Finished node(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.command().add(0, "node");
        builder.redirectErrorStream(true);
        builder.environment().put("STRAPI_WEBHOOK_SECRET", SECRET);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), output);
    }

    private record Finished(int exitCode, String output) {}
}
