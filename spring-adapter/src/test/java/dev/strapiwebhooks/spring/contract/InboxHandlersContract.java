package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.jdbc.BodyCodec;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.StrapiWebhookFailureAnalyzer;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.Async;

/** What each listener is to an inbox: a handler by itself, with its own name, attempts and dead letters. */
public abstract class InboxHandlersContract {
    private static final String SECRET = "secret-of-the-handlers-contract";

    @TempDir
    private Path directory;

    /**
     * Starts an application on a free port of the loopback interface, without Spring's JDBC on its class path.
     *
     * @param properties its properties
     * @param beans its beans
     * @return the started application
     */
    protected abstract ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans);

    /** Sends mail, and keeps an index that is away for some time. */
    public static class Newsroom {
        final AtomicInteger mails = new AtomicInteger();
        final AtomicInteger tries = new AtomicInteger();
        final int failures;

        public Newsroom(int failures) {
            this.failures = failures;
        }

        @StrapiListener
        public void mail(EntryEvent event) {
            mails.incrementAndGet();
        }

        @StrapiListener(name = "search-index")
        public void index(EntryEvent event) {
            if (tries.incrementAndGet() <= failures) {
                throw new IllegalStateException("the index is away");
            }
        }
    }

    @Test
    @DisplayName("mail is not sent again because the index was away")
    void independent() throws Exception {
        Newsroom newsroom = new Newsroom(2);
        try (ConfigurableApplicationContext context = start(inboxed(), with("newsroom", newsroom))) {
            assertThat(send(context).status()).isEqualTo(202);

            await(() -> newsroom.tries.get() == 3 && depth(context) == 0);
            assertThat(newsroom.mails).hasValue(1);
        }
    }

    @Test
    @DisplayName("each has dead letters of its own, which follow a name that changes and end with one that is retired")
    void deadLetters() throws Exception {
        Map<String, String> properties = inboxed("strapi.webhook.worker.max-attempts", "2");
        Newsroom newsroom = new Newsroom(Integer.MAX_VALUE);
        try (ConfigurableApplicationContext context = start(properties, with("newsroom", newsroom))) {
            assertThat(send(context).status()).isEqualTo(202);

            await(() -> !letters(context).isEmpty() && depth(context) == 0);
            assertThat(letters(context)).containsExactly("search-index");
            assertThat(newsroom.tries).hasValue(2);
            assertThat(newsroom.mails).hasValue(1);
        }
        properties.put("strapi.webhook.worker.renamed-handlers[search-index]", "papers.index");
        properties.put("strapi.webhook.worker.renamed-handlers.newsroom.mail", "papers.mail");
        try (ConfigurableApplicationContext context = start(properties, with("papers", new Papers()))) {
            assertThat(letters(context)).containsExactly("papers.index");
        }
        properties.keySet().removeIf(name -> name.contains("renamed"));
        properties.put("strapi.webhook.worker.retired-handlers", "papers.index,papers.mail");
        try (ConfigurableApplicationContext context = start(properties, with("newsroom", new Newsroom(0)))) {
            assertThat(letters(context)).isEmpty();
        }
    }

    /** The same under other names. */
    public static class Papers {
        @StrapiListener
        public void index(EntryEvent event) {}

        @StrapiListener
        public void mail(EntryEvent event) {}
    }

    /** Works elsewhere. */
    public static class Later {
        final AtomicInteger calls = new AtomicInteger();
        final CompletableFuture<String> first = new CompletableFuture<>();

        @StrapiListener
        public CompletableFuture<String> on(EntryEvent event) {
            return calls.incrementAndGet() == 1 ? first : CompletableFuture.completedFuture("done");
        }
    }

    @Test
    @DisplayName("a delivery is not done before the future has ended, and tried again when that has failed")
    void futures() throws Exception {
        Later later = new Later();
        try (ConfigurableApplicationContext context = start(inboxed(), with("later", later))) {
            assertThat(send(context).status()).isEqualTo(202);
            await(() -> later.calls.get() == 1);
            assertThat(depth(context)).isEqualTo(1);

            later.first.completeExceptionally(new IllegalStateException("not the first time"));
            await(() -> later.calls.get() == 2 && depth(context) == 0);
        }
    }

    @Test
    @DisplayName("bodies go through the application's codec, into the table and out of it")
    void codec() throws Exception {
        Newsroom newsroom = new Newsroom(0);
        AtomicInteger decoded = new AtomicInteger();
        BodyCodec codec = new BodyCodec() {
            @Override
            public byte[] encode(byte[] body) {
                return ("sealed" + new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
            }

            @Override
            public byte[] decode(byte[] stored) {
                decoded.incrementAndGet();
                String text = new String(stored, StandardCharsets.ISO_8859_1);
                return text.substring("sealed".length()).getBytes(StandardCharsets.ISO_8859_1);
            }
        };
        try (ConfigurableApplicationContext context = start(inboxed(), beans -> {
            with("newsroom", newsroom).initialize(beans);
            beans.registerBean(BodyCodec.class, () -> codec);
        })) {
            assertThat(send(context).status()).isEqualTo(202);
            await(() -> newsroom.mails.get() == 1 && newsroom.tries.get() == 1);
            assertThat(decoded).hasPositiveValue();
        }
    }

    /** Two methods of one name. */
    public static class Overloaded {
        @StrapiListener
        public void on(EntryEvent event) {}

        @StrapiListener
        public void on(StrapiEvent event) {}
    }

    /** A name that no table should hold. */
    public static class Misnamed {
        @StrapiListener(name = "the index")
        public void on(EntryEvent event) {}
    }

    /** Hides its listener. */
    public static class Hidden implements Runnable {
        final AtomicInteger calls = new AtomicInteger();

        @StrapiListener
        public void on(EntryEvent event) {
            calls.incrementAndGet();
        }

        @Override
        public void run() {}
    }

    /** Works in the inbox's transaction. */
    public static class Transactional {
        @StrapiListener(transactional = true)
        public void on(EntryEvent event) {}
    }

    /** Has not worked when it returns. */
    public static class TransactionalLater {
        @StrapiListener(transactional = true)
        public CompletableFuture<String> on(EntryEvent event) {
            return new CompletableFuture<>();
        }
    }

    /** May return a future. */
    public static class TransactionalObject {
        @StrapiListener(transactional = true)
        public Object on(EntryEvent event) {
            return "";
        }
    }

    /** Works on another thread. */
    public static class TransactionalAsync {
        @Async
        @StrapiListener(transactional = true)
        public void on(EntryEvent event) {}
    }

    @Test
    @DisplayName("names that collide or cannot be refuse the start")
    void names() {
        assertThat(refusal(inboxed(), with("overloaded", new Overloaded())).getDescription())
                .contains("Overloaded.on()", "overloaded.on", "set name at one of them");
        assertThat(refusal(inboxed(), with("misnamed", new Misnamed())).getDescription())
                .contains("1 to 200 letters", "the index");
    }

    /** An application may or may not have made the bean before the inbox asks. */
    @Test
    @DisplayName("a listener whose bean does not show its class is called, or refuses the start")
    void hidden() throws Exception {
        Hidden hidden = new Hidden();
        try (ConfigurableApplicationContext context =
                start(inboxed(), beans -> beans.registerBean("hidden", Runnable.class, () -> hidden))) {
            assertThat(send(context).status()).isEqualTo(202);
            await(() -> hidden.calls.get() == 1);
        } catch (StrapiWebhookConfigurationException e) {
            assertThat(e).hasMessageContainingAll("Hidden.on()", "return the class");
        }
    }

    @Test
    @DisplayName("a transactional listener without inbox or Spring's JDBC, or that ends later, refuses the start")
    void transactional() {
        assertThat(refusal(secret(), with("a", new Transactional())).getDescription())
                .contains("Transactional.on()", "strapi.webhook.inbox=jdbc");
        FailureAnalysis library = refusal(inboxed(), with("a", new Transactional()));
        assertThat(library.getDescription()).contains("a.on", "spring-jdbc is not on the class path");
        assertThat(library.getAction()).contains("spring-boot-starter-jdbc");
        assertThat(refusal(inboxed(), with("a", new TransactionalLater())).getDescription())
                .contains("TransactionalLater.on()", "CompletableFuture");
        assertThat(refusal(inboxed(), with("a", new TransactionalObject())).getDescription())
                .contains("TransactionalObject.on()", "Object");
        assertThat(refusal(inboxed(), with("a", new TransactionalAsync())).getDescription())
                .contains("TransactionalAsync.on()", "@Async");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            worker.lease=1ms                                | at least PT1S
            worker.accept-risks=no-such-risk                | h2-in-memory
            worker.dead-letter-retention=0s                 | must be positive
            worker.retired-handlers=newsroom.mail           | newsroom.mail is there, and retired
            worker.renamed-handlers.old.name=new            | old.name is to be renamed to new
            worker.renamed-handlers[newsroom.mail]=x        | newsroom.mail is to be renamed
            worker.heartbeat=2s                             | there is no property
            jdbc.url=jdbc:h2:mem:lost                       | strapi.webhook.worker.accept-risks=h2-in-memory
            """)
    @DisplayName("wrong properties refuse the start and say which")
    void properties(String assignment, String message) {
        int equals = assignment.indexOf('=');
        Map<String, String> properties =
                inboxed("strapi.webhook." + assignment.substring(0, equals), assignment.substring(equals + 1));

        assertThat(refusal(properties, with("newsroom", new Newsroom(0))).getDescription())
                .contains(message);
    }

    private Map<String, String> inboxed(String... more) {
        Map<String, String> properties = new HashMap<>(secret());
        properties.put("strapi.webhook.inbox", "jdbc");
        properties.put("strapi.webhook.jdbc.file", directory.resolve("inbox").toString());
        properties.put("strapi.webhook.worker.first-retry", "50ms");
        properties.put("strapi.webhook.worker.ordering-delay", "0ms");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    private static Map<String, String> secret() {
        return Map.of("strapi.webhook.secret", SECRET);
    }

    @SuppressWarnings("unchecked") // its own class
    private static <T> ApplicationContextInitializer<GenericApplicationContext> with(String name, T bean) {
        return beans -> beans.registerBean(name, (Class<T>) bean.getClass(), () -> bean);
    }

    private FailureAnalysis refusal(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        Throwable failure = catchThrowable(() -> start(properties, beans).close());
        assertThat(failure).as("refused").isNotNull();
        return Objects.requireNonNull(new StrapiWebhookFailureAnalyzer().analyze(failure), failure.toString());
    }

    private static HttpAnswer send(ConfigurableApplicationContext context) throws Exception {
        String body = "{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"id\":1}}";
        String port = context.getEnvironment().getProperty("local.server.port");
        return RawHttp.send(
                URI.create("http://127.0.0.1:" + port + "/webhooks/strapi"),
                SignedDelivery.of(WebhookSecret.of(SECRET), body, Instant.now()));
    }

    private static long depth(ConfigurableApplicationContext context) {
        return context.getBean(Inbox.class).statistics().depth();
    }

    private static List<String> letters(ConfigurableApplicationContext context) {
        return context.getBean(Inbox.class).deadLetters().list(0, 10).stream()
                .map(DeadLetter::handler)
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
