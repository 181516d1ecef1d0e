package dev.strapiwebhooks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The example, started on a free port. */
final class RunningReceiver implements AutoCloseable {
    private static final String SECRET = "secret-of-the-example-test";

    private final ConfigurableApplicationContext application;

    RunningReceiver(String... settings) {
        application = SpringApplication.run(
                ReceiverApplication.class,
                Stream.concat(
                                Stream.of("--server.port=0", "--strapi.webhook.secret=" + SECRET),
                                Arrays.stream(settings))
                        .toArray(String[]::new));
    }

    static SignedDelivery signed(String body) {
        return SignedDelivery.of(WebhookSecret.of(SECRET), body, Instant.now());
    }

    HttpAnswer send(SignedDelivery delivery) throws IOException {
        return RawHttp.send(uri("/webhooks/strapi"), delivery);
    }

    String get(String path) throws IOException {
        return RawHttp.send(
                        uri(path),
                        SignedDelivery.unsigned(new byte[0]).withMethod("GET").without("Content-Type"))
                .text();
    }

    void awaitArticles(String expected) throws IOException {
        awaitThat(() -> get("/articles").contains(expected));
    }

    static void awaitThat(Check reached) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.isTrue()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        application.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
    }

    /** What is waited for. */
    @FunctionalInterface
    interface Check {
        boolean isTrue() throws IOException;
    }
}
