package dev.strapiwebhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.strapiwebhooks.cli.explain.ExpectedScheme;
import dev.strapiwebhooks.cli.listen.Listening;
import dev.strapiwebhooks.testkit.attack.Attack;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class AttackCommandTest {
    @TempDir
    private Path folder;

    private String secretFile = "";
    private final Typed typed = new Typed();
    private final StringWriter out = typed.out;

    @BeforeEach
    void writeSecret() throws Exception {
        secretFile =
                Files.writeString(folder.resolve("secret"), Listening.SECRET).toString();
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverThatVerifiesPasses(ExpectedScheme scheme) throws Exception {
        try (Listening listening = Listening.expecting(scheme)) {
            String url = listening.endpoint().toString();

            assertThat(attack(url, "--scheme", scheme.shown())).isZero();
        }
        int rows = Attack.values().length + 1 - (scheme == ExpectedScheme.TIMESTAMPED ? 0 : 4);
        assertThat(out.toString().lines())
                .hasSize(rows + 1)
                .endsWith(rows + " of " + rows + " passed")
                .allMatch(line -> line.contains("passed"));
        assertThat(out.toString()).startsWith("passed  genuine ");
    }

    @Test
    void anEventOfOnesOwnCanBeWhatIsForged() throws Exception {
        try (Listening listening = Listening.inMemory()) {
            String url = listening.endpoint().toString();

            assertThat(attack(url, "--event", "entry.publish", "--only", "replay"))
                    .isZero();
            assertThat(listening.json("/api/deliveries").toString()).contains("entry.publish");
        }
    }

    @Test
    void aReceiverThatDoesNotVerifyIsFoundOut() throws Exception {
        HttpServer open = serve(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
        });
        try {
            assertThat(attack(url(open), "--only", "tampered,replay-changed")).isEqualTo(1);
            assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", " ")))
                    .containsExactly(
                            "passed genuine a genuine delivery is accepted 204",
                            "FAILED tampered one digit of the body changed 204",
                            "FAILED replay-changed the same delivery once more, under other unsigned headers 204",
                            "1 of 3 passed");
            assertThat(attack(url(open), "--only", "unsigned", "--only", "get", "--json"))
                    .isEqualTo(1);
            assertThat(out.toString()
                            .lines()
                            .map(line -> JsonMapper.shared()
                                    .readTree(line)
                                    .path("name")
                                    .asString()))
                    .containsExactly("genuine", "unsigned", "get");
            assertThat(out.toString()).contains("\"status\":204,\"passed\":false}");
        } finally {
            open.stop(0);
        }
    }

    @Test
    void aReceiverThatHangsUpFailsInOneRow() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer rude = serve(exchange -> {
            if (requests.getAndIncrement() == 0) {
                exchange.sendResponseHeaders(204, -1);
            }
            exchange.close();
        });
        try {
            assertThat(attack(url(rude), "--only", "unsigned,huge")).isEqualTo(1);
            assertThat(out.toString().lines().filter(line -> line.endsWith("no answer")))
                    .hasSize(2);
            assertThat(out.toString()).contains("FAILED  unsigned", "passed  huge", "2 of 3 passed");
        } finally {
            rude.stop(0);
        }
    }

    @Test
    void whatTheReceiverWantsBesideTheSignatureIsSent() throws Exception {
        HttpServer behindAToken = serve(exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders("Bearer t:1".equals(token) ? 204 : 401, -1);
        });
        try {
            assertThat(attack(url(behindAToken), "--only", "tampered")).isEqualTo(1);
            assertThat(out.toString()).contains("FAILED  genuine", "passed  tampered");
            assertThat(attack(url(behindAToken), "--only", "tampered", "--header", "Authorization: Bearer t:1"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("passed  genuine", "FAILED  tampered");
        } finally {
            behindAToken.stop(0);
        }
    }

    @Test
    void theListNamesAllAndSendsNothing() {
        assertThat(typed.run("attack", "--list")).isZero();
        assertThat(out.toString().lines()).hasSize(Attack.values().length);
        assertThat(out.toString()).contains("replay-changed", "two-signatures");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 | Missing required parameter: 'URL'   | attack
                    2 | there is no attack gossip; --list   | attack http://127.0.0.1:1/ --only gossip
                    2 | is not a header such as             | attack http://127.0.0.1:1/ --header Authorization
                    2 | still holds a placeholder           | attack http://${APP_HOST}:8080/webhooks/strapi
                    3 | is not a URL such as                | attack localhost:8080
                    3 | nothing listens at that URL         | attack http://127.0.0.1:1/
                    """)
    void whatIsWrongIsSaidInOneLine(int exit, String problem, String command) {
        String[] arguments = (command + " --secret-file " + secretFile).split(" ", -1);

        assertThat(typed.run(arguments)).isEqualTo(exit);
        assertThat(typed.err.toString()).contains(problem).doesNotContain("Exception", "\tat ");
    }

    private int attack(String url, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "attack";
        arguments[1] = url;
        arguments[2] = "--secret-file";
        arguments[3] = secretFile;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return typed.run(arguments);
    }

    private static HttpServer serve(HttpHandler handler) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }
}
