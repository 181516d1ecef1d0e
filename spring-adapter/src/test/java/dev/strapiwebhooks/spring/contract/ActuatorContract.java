package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Metrics and health of an application with the Actuator, servlet or reactive. */
public abstract class ActuatorContract {
    private static final String SECRET = "secret-of-the-actuator-test";
    private static final Map<String, String> PROPERTIES =
            Map.of("strapi.webhook.secret", SECRET, "management.endpoint.health.show-details", "always");

    private static final EventRouter HANDLER = EventRouter.builder().otherwise(event -> {});

    /**
     * Starts an application on a free port of the loopback interface.
     *
     * @param properties its properties
     * @param beans its beans
     * @return the started application
     */
    protected abstract ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans);

    @Test
    @DisplayName("every request is counted")
    void everyRequestIsCounted() throws IOException {
        try (ConfigurableApplicationContext context =
                start(PROPERTIES, beans -> beans.registerBean(EventRouter.class, () -> HANDLER))) {
            SignedDelivery delivery =
                    SignedDelivery.of(WebhookSecret.of(SECRET), "{\"event\":\"trigger-test\"}", Instant.now());
            assertThat(send(context, "/webhooks/strapi", delivery).status()).isEqualTo(204);
            assertThat(send(context, "/webhooks/strapi", delivery).status()).isEqualTo(409);

            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("strapi.webhook.requests")
                            .tags("verdict", "handled", "event", "trigger-test")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("strapi.webhook.requests")
                            .tags("reason", "REPLAY")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("the health of the replay store is shown")
    void theReplayStoresHealthIsShown() throws IOException {
        AtomicBoolean down = new AtomicBoolean();
        try (ConfigurableApplicationContext context =
                start(PROPERTIES, beans -> beans.registerBean(ReplayGuard.class, () -> new BrittleGuard(down)))) {
            assertThat(health(context).text()).contains("\"strapiReplay\":{\"status\":\"UP\"}");

            down.set(true);

            HttpAnswer answer = health(context);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("the replay store is down");
        }
    }

    private static HttpAnswer health(ConfigurableApplicationContext context) throws IOException {
        return send(
                context,
                "/actuator/health",
                SignedDelivery.unsigned(new byte[0]).withMethod("GET").without("Content-Type"));
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, String path, SignedDelivery delivery)
            throws IOException {
        return RawHttp.send(
                URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path),
                delivery);
    }

    private record BrittleGuard(AtomicBoolean down) implements ReplayGuard {
        @Override
        public boolean tryClaim(ReplayKey key, Duration keepFor) {
            return true;
        }

        @Override
        public void release(ReplayKey key) {
            // there is no claim
        }

        @Override
        public void check() {
            if (down.get()) {
                throw new IllegalStateException("the replay store is down");
            }
        }
    }
}
