package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.spring.contract.BootContract;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class ReactiveBootTest extends BootContract {
    @Override
    protected ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        return ReactiveServer.start(properties, beans);
    }

    @Test
    void anInboxStoresAndHandsToTheRouter() throws Exception {
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        Map<String, String> properties = Map.of(
                "strapi.webhook.secret", "secret-of-the-reactive-test",
                "strapi.webhook.inbox", "jdbc",
                "strapi.webhook.jdbc.url", "jdbc:h2:mem:reactive;DB_CLOSE_DELAY=-1",
                "strapi.webhook.worker.accept-risks", "h2-in-memory");
        EventRouter router = EventRouter.builder().otherwise(event -> handled.add(event.name()));
        try (ConfigurableApplicationContext context =
                start(properties, beans -> beans.registerBean(EventRouter.class, () -> router))) {
            SignedDelivery delivery = SignedDelivery.of(
                    WebhookSecret.of("secret-of-the-reactive-test"), "{\"event\":\"trigger-test\"}", Instant.now());
            URI uri = URI.create("http://127.0.0.1:" + ReactiveServer.port(context) + "/webhooks/strapi");

            assertThat(RawHttp.send(uri, delivery).status()).isEqualTo(202);
            assertThat(RawHttp.send(uri, delivery).code()).isEqualTo("REPLAY");
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("trigger-test");
        }
    }
}
