package dev.strapiwebhooks.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.strapiwebhooks.WebhookSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** On a receiver that takes everything; safe ones are attacked by the modules of the adapters. */
class EndpointAttacksTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-open-receiver");

    @Test
    void everyAttackThatGetsInNamesItself() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            EndpointAttacks attacks = attacksOn(server);

            attacks.genuine();
            for (DynamicTest test : attacks.attacks().toList()) {
                assertThatThrownBy(() -> test.getExecutable().execute())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("the attack \"" + test.getDisplayName() + "\"")
                        .hasMessageContaining("HTTP/1.1 204");
            }
            assertThat(attacks.attacks()).hasSameSizeAs(Attack.values());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aReceiverThatRejectsEverythingIsFoundOut() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThatThrownBy(attacksOn(server)::genuine)
                    .hasMessageStartingWith("a genuine delivery must be answered");
        } finally {
            server.stop(0);
        }
    }

    private static EndpointAttacks attacksOn(HttpServer server) {
        return new EndpointAttacks() {
            @Override
            protected URI endpoint() {
                return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            }

            @Override
            protected WebhookSecret secret() {
                return SECRET;
            }
        };
    }
}
