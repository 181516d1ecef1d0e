package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Inbox and shared replay guards by properties. */
class StorageTest {
    private static final String SECRET = "secret-of-the-storage-test";

    @TempDir
    private Path directory;

    static final class Listener {
        private final BlockingQueue<EntryEvent> events = new LinkedBlockingQueue<>();
        private final AtomicInteger calls = new AtomicInteger();

        @StrapiListener
        void on(EntryEvent event) {
            events.add(event);
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("not the first time");
            }
        }
    }

    @Test
    void anInboxOnH2IsOneProperty() throws Exception {
        Listener listener = new Listener();
        Map<String, String> properties = with("strapi.webhook.inbox", "jdbc");
        SignedDelivery delivery = signed(7);
        try (ConfigurableApplicationContext context =
                BootServer.start(properties, beans -> beans.registerBean(Listener.class, () -> listener))) {
            assertThat(send(context, delivery).status()).isEqualTo(202);
            assertThat(send(context, delivery).code()).isEqualTo("REPLAY");
            assertThat(listener.events.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(listener.events.poll(20, TimeUnit.SECONDS))
                    .as("tried again after a failure")
                    .isNotNull();

            assertThat(get(context, "/actuator/health").text())
                    .contains("\"strapiInbox\":{", "\"dead\":0", "\"depth\":");
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("strapi.webhook.inbox.dead").gauge().value())
                    .isZero();
            assertThat(registry.get("strapi.webhook.inbox.depth").gauge().value())
                    .isBetween(0.0, 1.0);
            assertThat(registry.get("strapi.webhook.inbox.oldest").timeGauge().value(TimeUnit.SECONDS))
                    .isBetween(0.0, 60.0);
        }
        try (ConfigurableApplicationContext context =
                BootServer.start(properties, beans -> beans.registerBean(Listener.class, () -> listener))) {
            assertThat(send(context, delivery).code()).as("after a restart").isEqualTo("REPLAY");
            assertThat(context.getBean(Inbox.class).statistics().depth()).isZero();
        }
    }

    @Test
    void handlersAndRoutersAreTakenInstead() throws Exception {
        BlockingQueue<StoredDelivery> handled = new LinkedBlockingQueue<>();
        BlockingQueue<String> routed = new LinkedBlockingQueue<>();
        EventRouter router = EventRouter.builder().otherwise(event -> routed.add(event.name()));
        try (ConfigurableApplicationContext context = BootServer.start(
                with("strapi.webhook.inbox", "jdbc"), beans -> beans.registerBean(EventRouter.class, () -> router))) {
            assertThat(send(context, signed(1)).status()).isEqualTo(202);
            assertThat(routed.poll(20, TimeUnit.SECONDS)).isEqualTo("entry.publish");
        }
        InboxHandler handler = handled::add;
        try (ConfigurableApplicationContext context = BootServer.start(
                with("strapi.webhook.inbox", "jdbc"), beans -> beans.registerBean(InboxHandler.class, () -> handler))) {
            assertThat(send(context, signed(2)).status()).isEqualTo(202);
            StoredDelivery delivery = handled.poll(20, TimeUnit.SECONDS);
            assertThat(delivery).isNotNull();
            assertThat(delivery.received().header("Content-Type")).containsExactly("application/json");
        }
    }

    @Test
    void aReplayGuardInADatabaseSurvivesARestart() throws Exception {
        Map<String, String> properties = with("strapi.webhook.replay", "jdbc");
        SignedDelivery delivery = signed(3);
        try (ConfigurableApplicationContext context = BootServer.start(properties, StorageTest::withRouter)) {
            assertThat(send(context, delivery).status()).isEqualTo(204);
        }
        try (ConfigurableApplicationContext context = BootServer.start(properties, StorageTest::withRouter)) {
            assertThat(send(context, delivery).code()).isEqualTo("REPLAY");
        }
    }

    @Test
    void aRedisThatIsDownIsA503AndAnUnhealthyReceiver() throws Exception {
        Map<String, String> properties = with(
                "strapi.webhook.replay", "redis",
                "strapi.webhook.redis.url", "redis://127.0.0.1:1",
                "strapi.webhook.redis.timeout", "200ms");
        try (ConfigurableApplicationContext context = BootServer.start(properties, StorageTest::withRouter)) {
            assertThat(send(context, signed(4)).code()).isEqualTo("UNAVAILABLE");
            assertThat(get(context, "/actuator/health").status()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            strapi.webhook.inbox=jdbc                                 | needs something that handles the events
            strapi.webhook.inbox=jdbc,strapi.webhook.replay=redis,strapi.webhook.redis.url=redis://h,handled | replay=redis has no effect
            strapi.webhook.inbox=jdbc,strapi.webhook.worker.threads=0,handled | at least 1 of workers
            strapi.webhook.inbox=jdbc,strapi.webhook.worker.retention=1h,handled | at least PT3H
            strapi.webhook.inbox=jdbc,strapi.webhook.jdbc.url=jdbc:mysql://db.example/canary,handled | only PostgreSQL and H2 work
            strapi.webhook.replay=redis                               | needs strapi.webhook.redis.url
            strapi.webhook.replay=redis,strapi.webhook.redis.url=canary | the URL of Redis is not understood
            strapi.webhook.replay=jdbc,strapi.webhook.jdbc.create-tables=false | call JdbcSchema.apply
            """)
    void mistakesStopTheStartAndSayHowToMendThem(String mistake, String remedy) {
        boolean handled = mistake.endsWith(",handled");
        Map<String, String> properties =
                with(mistake.strip().replaceFirst(",handled$", "").split("[,=]", -1));

        Throwable failure = catchThrowable(() -> BootServer.start(properties, beans -> {
                    if (handled) {
                        withRouter(beans);
                    }
                })
                .close());

        assertThat(BootServer.messages(failure)).contains(remedy).doesNotContain("canary");
    }

    private static void withRouter(GenericApplicationContext beans) {
        beans.registerBean(EventRouter.class, () -> EventRouter.builder().otherwise(event -> {}));
    }

    private Map<String, String> with(String... more) {
        Map<String, String> properties = new HashMap<>(
                Map.of("strapi.webhook.secret", SECRET, "management.endpoint.health.show-details", "always"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        if (properties.containsValue("jdbc")) {
            properties.put(
                    "strapi.webhook.jdbc.file", directory.resolve("webhooks").toString());
        }
        if (properties.containsKey("strapi.webhook.inbox")) {
            properties.put("strapi.webhook.worker.first-retry", "50ms");
            properties.put("strapi.webhook.worker.poll-interval", "20ms");
        }
        return properties;
    }

    private static SignedDelivery signed(int id) {
        String body = "{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"id\":" + id + "}}";
        return SignedDelivery.of(WebhookSecret.of(SECRET), body, Instant.now());
    }

    private static HttpAnswer get(ConfigurableApplicationContext context, String path) throws IOException {
        return RawHttp.send(
                uri(context, path),
                SignedDelivery.unsigned(new byte[0]).withMethod("GET").without("Content-Type"));
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, SignedDelivery delivery) throws IOException {
        return RawHttp.send(uri(context, "/webhooks/strapi"), delivery);
    }

    private static URI uri(ConfigurableApplicationContext context, String path) {
        return URI.create("http://127.0.0.1:" + BootServer.port(context) + path);
    }
}
