package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The application ends while a handler works, and while a delivery is on its way. */
class ShutdownTest {
    @TempDir
    private Path directory;

    /** Works until it is let go. */
    static class Slow {
        final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch ends = new CountDownLatch(1);

        @StrapiListener
        public void on(EntryEvent event) throws InterruptedException {
            begun.countDown();
            boolean unused = ends.await(20, TimeUnit.SECONDS);
            handled.add(event.entry().path("title").asString(""));
        }
    }

    /** Looks, when it is closed, whether the inbox still works. */
    static class Watched extends HikariDataSource {
        private final ObjectProvider<Inbox> inbox;
        final CompletableFuture<String> inboxAtTheEnd = new CompletableFuture<>();

        Watched(ObjectProvider<Inbox> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void close() {
            try {
                inboxAtTheEnd.complete(inbox.getObject().statistics().toString());
            } catch (RuntimeException e) {
                inboxAtTheEnd.complete("closed");
            }
            super.close();
        }
    }

    /** Stops after the workers, and before the web server does. */
    static class AfterTheWorkers implements SmartLifecycle {
        final CountDownLatch stopped = new CountDownLatch(1);
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            stopped.countDown();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Slow slow() {
            return new Slow();
        }

        @Bean
        AfterTheWorkers afterTheWorkers() {
            return new AfterTheWorkers();
        }

        @Bean
        Watched dataSource(Environment environment, ObjectProvider<Inbox> inbox) {
            Watched watched = new Watched(inbox);
            watched.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
            return watched;
        }
    }

    @Test
    void deliveriesAreStoredUntilTheServerHasStoppedAndTheInboxEndsBeforeItsDatabase() throws Exception {
        Watched database;
        try (ConfigurableApplicationContext context = start()) {
            Slow slow = context.getBean(Slow.class);
            database = (Watched) context.getBean(DataSource.class);
            assertThat(Newsroom.receive(context, Newsroom.article("first")).status())
                    .isEqualTo(202);
            assertThat(slow.begun.await(20, TimeUnit.SECONDS)).isTrue();
            SignedDelivery late = Newsroom.article("on its way");
            try (Socket sender = half(context, late)) {
                CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
                assertThat(Newsroom.receive(context, Newsroom.article("second")).status())
                        .as("while a handler is waited for")
                        .isEqualTo(202);
                slow.ends.countDown();
                AfterTheWorkers after = context.getBean(AfterTheWorkers.class);
                assertThat(after.stopped.await(20, TimeUnit.SECONDS)).isTrue();

                assertThat(rest(sender, late)).contains(" 202 ");
                closing.get(30, TimeUnit.SECONDS);
            }
            assertThat(slow.handled).containsExactly("first");
        }
        assertThat(database.inboxAtTheEnd.get(1, TimeUnit.SECONDS)).isEqualTo("closed");
        try (ConfigurableApplicationContext context = start()) {
            Slow slow = context.getBean(Slow.class);
            slow.ends.countDown();
            assertThat(List.of(next(slow), next(slow))).containsExactlyInAnyOrder("second", "on its way");
        }
    }

    private static String next(Slow slow) throws InterruptedException {
        return Objects.requireNonNull(slow.handled.poll(20, TimeUnit.SECONDS), "in time");
    }

    private static Socket half(ConfigurableApplicationContext context, SignedDelivery delivery) throws IOException {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        String head = "POST /webhooks/strapi HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + delivery.body().length + "\r\n"
                + delivery.headers().stream()
                        .map(header -> header.name() + ": " + header.value() + "\r\n")
                        .collect(Collectors.joining())
                + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(delivery.body(), 0, 10);
        return socket;
    }

    private static String rest(Socket socket, SignedDelivery delivery) throws IOException {
        byte[] body = delivery.body();
        socket.getOutputStream().write(body, 10, body.length - 10);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Application.class)
                .run(Newsroom.arguments(Map.of(
                        "server.shutdown", "graceful",
                        "spring.datasource.url", "jdbc:h2:" + directory.resolve("news") + ";WRITE_DELAY=0",
                        "strapi.webhook.inbox", "jdbc")));
    }
}
