package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.tck.FreePort;
import dev.strapiwebhooks.tck.database.PostgresServer;
import dev.strapiwebhooks.testkit.HttpAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A PostgreSQL that is away when the application starts is a 503, as a Redis is, and needs no restart when it comes. */
@Execution(ExecutionMode.CONCURRENT)
class LateDatabaseTest {
    private int port;
    private String url;

    @BeforeEach
    void chooseAPort() {
        port = FreePort.choose();
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The application's own database, with its own migrations, is there. */
    @Test
    void anInboxInADatabaseOfItsOwnWorksWhenTheDatabaseComes() throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of(
                "spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "spring.flyway.enabled", "true",
                "strapi.webhook.inbox", "jdbc",
                "strapi.webhook.jdbc.url", url,
                "strapi.webhook.jdbc.username", "postgres"));
        try (Newsroom newsroom = Newsroom.open(shown(properties))) {
            requireRefusal(newsroom, "strapiInbox");

            try (PostgresServer server = postgres()) {
                assertThat(accepted(newsroom).status()).isEqualTo(202);
                assertThat(newsroom.next()).isEqualTo("late");
                assertThat(newsroom.health().status()).isEqualTo(200);
                assertThat(server.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void anInboxInTheApplicationsDatabaseWorksWhenTheDatabaseComes() throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of(
                "spring.datasource.url",
                url,
                "spring.datasource.username",
                "postgres",
                "spring.datasource.hikari.connection-timeout",
                "500",
                "strapi.webhook.inbox",
                "jdbc"));
        try (Newsroom newsroom = Newsroom.open(shown(properties))) {
            requireRefusal(newsroom, "strapiInbox");

            try (PostgresServer server = postgres()) {
                assertThat(accepted(newsroom).status()).isEqualTo(202);
                Inbox inbox = newsroom.context().getBean(Inbox.class);
                assertThat(inbox.statistics().depth())
                        .as("the application has no table for it")
                        .isEqualTo(1);
                assertThat(server.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void aReplayGuardWorksWhenTheDatabaseComes() throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of(
                "spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "spring.flyway.enabled", "true",
                "strapi.webhook.replay", "jdbc",
                "strapi.webhook.jdbc.url", url,
                "strapi.webhook.jdbc.username", "postgres"));
        try (Newsroom newsroom = Newsroom.open(shown(properties))) {
            requireRefusal(newsroom, "strapiReplay");

            try (PostgresServer server = postgres()) {
                assertThat(accepted(newsroom).status()).isEqualTo(204);
                assertThat(newsroom.next()).isEqualTo("late");
                assertThat(server.port()).isEqualTo(port);
            }
        }
    }

    private static void requireRefusal(Newsroom newsroom, String indicator) throws IOException {
        HttpAnswer refused = newsroom.receive(Newsroom.article("early"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("UNAVAILABLE");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        HttpAnswer health = newsroom.health();
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.text())
                .contains(
                        "\"" + indicator + "\":{",
                        "\"status\":\"DOWN\"",
                        "StoreException: the database cannot be reached");
    }

    /** A pool waits some seconds for each connection. */
    private static HttpAnswer accepted(Newsroom newsroom) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            HttpAnswer answer = newsroom.receive(Newsroom.article("late"));
            if (answer.status() != 503) {
                return answer;
            }
            assertThat(System.nanoTime() - end).as("in time").isNegative();
        }
    }

    private PostgresServer postgres() throws IOException {
        return PostgresServer.on(port);
    }

    private static Map<String, String> shown(Map<String, String> properties) {
        properties.put("management.endpoint.health.show-details", "always");
        properties.put("management.health.db.enabled", "false");
        return properties;
    }
}
