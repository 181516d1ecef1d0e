package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application with a table of its own, which keeps the titles of articles there. */
final class Newsroom implements AutoCloseable {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-newsroom");

    private final ConfigurableApplicationContext context;

    private Newsroom(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Newsroom open(Map<String, String> properties, Class<?>... more) {
        return new Newsroom(
                new SpringApplicationBuilder(Application.class).sources(more).run(arguments(properties)));
    }

    static String[] arguments(Map<String, String> properties) {
        Map<String, String> all = new TreeMap<>(properties);
        if (all.containsKey("strapi.webhook.inbox")) {
            all.put("strapi.webhook.worker.poll-interval", "20ms");
            all.put("strapi.webhook.worker.ordering-delay", "0ms");
            // No test here ends the process, or the machine.
            all.put("strapi.webhook.worker.accept-risks", "h2-in-memory,fsync-off,full-page-writes-off");
        }
        return all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    static SignedDelivery article(String title) {
        String body =
                "{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"id\":1,\"title\":\"" + title + "\"}}";
        return SignedDelivery.of(SECRET, body, Instant.now());
    }

    HttpAnswer receive(SignedDelivery delivery) throws IOException {
        return receive(context, delivery);
    }

    static HttpAnswer receive(ConfigurableApplicationContext context, SignedDelivery delivery) throws IOException {
        return RawHttp.send(uri(context, "/webhooks/strapi"), delivery);
    }

    HttpAnswer health() throws IOException {
        return RawHttp.send(
                uri(context, "/actuator/health"),
                SignedDelivery.unsigned(new byte[0]).withMethod("GET").without("Content-Type"));
    }

    private static URI uri(ConfigurableApplicationContext context, String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port", "0") + path);
    }

    /** The next title that is in the application's table. */
    @Nullable
    String next() throws InterruptedException {
        return context.getBean(Editor.class).written.poll(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        context.close();
    }

    static final class Editor {
        private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
        private final JdbcTemplate database;

        Editor(JdbcTemplate database) {
            this.database = database;
        }

        @StrapiListener
        void on(EntryEvent event) {
            String title = event.entry().path("title").asString("");
            database.update("INSERT INTO article (title) VALUES (?)", title);
            written.add(title);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Editor editor(JdbcTemplate database) {
            return new Editor(database);
        }
    }
}
