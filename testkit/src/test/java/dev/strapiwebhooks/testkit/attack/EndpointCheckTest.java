package dev.strapiwebhooks.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Against safe receivers it runs in the tests of the examples. */
class EndpointCheckTest {
    private static final String SECRET = "a-secret-of-the-receiver";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aReceiverThatTakesEverythingFailsEveryRowButTheFirst() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            int status = check("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");

            assertThat(status).isEqualTo(1);
            assertThat(requests).hasValue(Attack.all().size() + 2);
            assertThat(output())
                    .contains("passed genuine")
                    .contains("FAILED replay")
                    .contains("FAILED unsigned")
                    .contains("1 of " + requests + " passed")
                    .doesNotContain(SECRET);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeCheckedIsSaid() {
        assertThat(check("https://127.0.0.1:8443/hook")).isEqualTo(2);
        assertThat(check("http://198.51.100.7:80/hook")).isEqualTo(2);
        assertThat(check("http://127.0.0.1:1/hook")).as("nobody listens").isEqualTo(2);
        assertThat(EndpointCheck.check(new String[0], SECRET, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
        assertThat(EndpointCheck.check(
                        new String[] {"http://127.0.0.1:1/hook"},
                        "short",
                        new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
        assertThat(output())
                .contains("on this machine, not https://127.0.0.1:8443/hook")
                .contains("one argument")
                .contains("at least 16");
    }

    private int check(String url) {
        return EndpointCheck.check(new String[] {url}, SECRET, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
