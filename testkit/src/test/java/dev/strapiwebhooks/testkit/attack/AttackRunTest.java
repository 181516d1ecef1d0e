package dev.strapiwebhooks.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.attack.AttackRun.Row;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Against safe receivers it runs in the tests of the examples. */
class AttackRunTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("a-secret-of-the-receiver");
    private static final AttackMaterial SMALL =
            AttackMaterial.timestamped(SECRET).largestBody(10_000);

    @Test
    void aReceiverThatTakesEverythingFailsEveryRowButTheFirst() throws IOException {
        List<String> tokens = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");

            List<Row> rows = AttackRun.to(target, SMALL, List.of(new Header("Authorization", "Bearer t")))
                    .run();

            assertThat(rows).hasSize(1 + Attack.values().length);
            assertThat(rows.get(0).passed()).isTrue();
            assertThat(rows.subList(1, rows.size())).noneMatch(Row::passed).allMatch(row -> row.status() == 204);
            assertThat(tokens)
                    .as("two of each replay, each with the header")
                    .hasSize(rows.size() + 2)
                    .containsOnly("Bearer t");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aReceiverThatRejectsEverythingFailsWhereAGenuineDeliveryIsSent() throws IOException {
        List<Row> rows = AttackRun.with(delivery -> 401, SMALL).run();

        assertThat(rows.stream().filter(row -> !row.passed()).map(Row::name))
                .containsExactly("genuine", "replay", "replay-changed");
    }

    @Test
    void someAttacksAreTriedInTheOrderGiven() throws IOException {
        List<SignedDelivery> sent = new ArrayList<>();
        List<Row> rows = new ArrayList<>();

        AttackRun.with(
                        delivery -> {
                            sent.add(delivery);
                            return sent.size() == 1 ? 200 : 404;
                        },
                        AttackMaterial.strapiNative(SECRET))
                .run(List.of(Attack.GET, Attack.SECONDS, Attack.UNSIGNED), rows::add);

        assertThat(rows).extracting(Row::name).containsExactly("genuine", "get", "unsigned");
        assertThat(rows).extracting(Row::passed).containsExactly(true, true, false);
        assertThat(sent).hasSize(3);
    }

    @Test
    void whatCannotBeAttackedIsSaid() {
        for (String url : List.of("https://127.0.0.1:8443/hook", "http://198.51.100.7:80/hook", "http:/hook")) {
            assertThatThrownBy(() -> AttackRun.to(URI.create(url), SECRET))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("on this machine, not " + url);
        }
        assertThatThrownBy(() -> AttackRun.to(URI.create("http://127.0.0.1:1/hook"), SECRET)
                        .run())
                .as("nobody listens")
                .isInstanceOf(ConnectException.class);
    }
}
