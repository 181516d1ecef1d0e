package dev.strapiwebhooks.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrapiWebhookGuardTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-guard-test");

    private final AtomicInteger calls = new AtomicInteger();
    private final StrapiWebhookGuard guard = new StrapiWebhookGuard(
            WebhookEndpoint.of(WebhookVerifier.timestamped(SECRET).build()));
    private final Javalin app = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        config.routes.before("/hook", guard::before);
        config.routes.post("/hook", this::handle);
        config.routes.after("/hook", guard::after);
    });

    @BeforeEach
    void start() {
        app.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void onlyVerifiedDeliveriesPass() throws IOException {
        SignedDelivery delivery = signed("now");

        assertThat(send(delivery).text()).endsWith("got now");
        assertThat(send(delivery).code()).isEqualTo("REPLAY");
        assertThat(send(delivery.without("X-Webhook-Signature")).code()).isEqualTo("MISSING_SIGNATURE");
        assertThat(send(delivery.withMethod("GET")).status()).isEqualTo(405);
        assertThat(calls).hasValue(1);
    }

    @Test
    void futuresAndExceptionsGiveTheDeliveryBack() throws IOException {
        for (String event : new String[] {"throw", "future-fails", "status-503"}) {
            SignedDelivery delivery = signed(event);
            assertThat(send(delivery).status()).as(event).isGreaterThanOrEqualTo(500);
            assertThat(send(delivery).status()).as("%s, not a replay", event).isGreaterThanOrEqualTo(500);
        }
        SignedDelivery future = signed("future");
        assertThat(send(future).text()).endsWith("later");
        assertThat(send(future).code()).isEqualTo("REPLAY");
    }

    private void handle(Context context) {
        calls.incrementAndGet();
        String event = StrapiWebhooks.event(context.req()).name();
        switch (event) {
            case "throw" -> throw new IllegalStateException("no");
            case "future-fails" -> context.future(() -> CompletableFuture.failedFuture(new IOException("no")));
            case "future" -> context.future(() -> CompletableFuture.supplyAsync(() -> context.result("later")));
            case "status-503" -> context.status(503);
            default -> context.result("got " + event);
        }
    }

    private HttpAnswer send(SignedDelivery delivery) throws IOException {
        return RawHttp.send(URI.create("http://127.0.0.1:" + app.port() + "/hook"), delivery);
    }

    private static SignedDelivery signed(String event) {
        return SignedDelivery.of(SECRET, "{\"event\":\"" + event + "\"}", Instant.now());
    }
}
