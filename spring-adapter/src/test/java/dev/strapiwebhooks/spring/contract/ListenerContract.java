package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.event.MediaEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.event.StrapiType;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.spring.StrapiEntry;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.StrapiWebhook;
import dev.strapiwebhooks.spring.boot.StrapiWebhookFailureAnalyzer;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What listeners are called for, what Strapi is answered, and what does not go together, servlet or reactive. */
public abstract class ListenerContract {
    private static final String SECRET = "secret-of-the-listener-contract";
    private static final String ARTICLE = "api::article.article";

    private final AtomicInteger serial = new AtomicInteger();

    /**
     * Starts an application on a free port of the loopback interface.
     *
     * @param properties its properties
     * @param beans its beans
     * @return the started application
     */
    protected abstract ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans);

    /**
     * Registers a router function that answers every POST.
     *
     * @param beans the application's
     */
    protected abstract void registerRouteForEverything(GenericApplicationContext beans);

    @Test
    @DisplayName("a route for everything takes no listener's deliveries")
    void routes() throws Exception {
        Listeners listeners = new Listeners();
        try (ConfigurableApplicationContext context = start(secret(), beans -> {
            registerRouteForEverything(beans);
            with(listeners).initialize(beans);
        })) {
            assertThat(send(context, entry("publish", ARTICLE, "1", "en")).status())
                    .isEqualTo(204);
            assertThat(listeners.drained()).containsExactly("index Zoë");
        }
    }

    /** An entry whose class says what it is. */
    @StrapiType(ARTICLE)
    public record Article(long id, String title) {}

    /** An entry of any type. */
    public record Any(long id) {}

    /** Listeners of all kinds. */
    public static class Listeners {
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @Order(1)
        @StrapiListener(action = EntryAction.PUBLISH)
        public void index(EntryEvent event, Article article) {
            calls.add("index " + article.title());
        }

        @Order(2)
        @StrapiListener(type = ARTICLE, locale = "de")
        public void german(EntryEvent event) {
            calls.add("german " + event.action());
        }

        @Order(3)
        @StrapiListener(type = "api::author.author")
        public CompletionStage<String> later(@StrapiEntry Any author) {
            return CompletableFuture.supplyAsync(() -> {
                calls.add("author " + author.id());
                if (author.id() == 13) {
                    throw new IllegalStateException("not this one");
                }
                return "done";
            });
        }

        @StrapiListener(event = "order.shipped")
        public void custom() {
            calls.add("custom");
        }

        List<String> drained() {
            List<String> all = new java.util.ArrayList<>();
            calls.drainTo(all);
            return all;
        }
    }

    @Test
    @DisplayName("listeners are called for what they take, and for nothing else")
    void takes() throws Exception {
        Listeners listeners = new Listeners();
        try (ConfigurableApplicationContext context = start(secret(), with(listeners))) {
            assertThat(send(context, entry("publish", ARTICLE, "1", "en")).status())
                    .isEqualTo(204);
            assertThat(listeners.drained()).containsExactly("index Zoë");
            assertThat(send(context, entry("publish", ARTICLE, "1", "de")).status())
                    .isEqualTo(204);
            assertThat(listeners.drained()).containsExactly("index Zoë", "german PUBLISH");
            assertThat(send(context, entry("update", "api::author.author", "1", "de"))
                            .status())
                    .isEqualTo(204);
            assertThat(listeners.drained()).containsExactly("author 1");
            assertThat(send(context, "{\"event\":\"order.shipped\"}").status()).isEqualTo(204);
            assertThat(listeners.drained()).containsExactly("custom");
        }
    }

    @Test
    @DisplayName("what no listener takes, such as Strapi's Trigger, is a success and calls nothing")
    void ignored() throws Exception {
        Listeners listeners = new Listeners();
        try (ConfigurableApplicationContext context = start(secret(), with(listeners))) {
            for (String body : List.of(
                    "{\"event\":\"trigger-test\"}",
                    entry("update", ARTICLE, "1", "en"),
                    entry("publish", "api::page.page", "1", "en"))) {
                assertThat(send(context, body).status()).isEqualTo(204);
            }
            assertThat(listeners.drained()).isEmpty();
        }
    }

    @Test
    @DisplayName("a failure is answered, also when it comes later, and the delivery is given back")
    void failures() throws Exception {
        Listeners listeners = new Listeners();
        try (ConfigurableApplicationContext context = start(secret(), with(listeners))) {
            SignedDelivery failing = signed(entry("update", "api::author.author", "13", "en"));
            assertThat(send(context, failing).code()).isEqualTo("HANDLER_FAILED");
            assertThat(send(context, failing).code()).as("given back").isEqualTo("HANDLER_FAILED");

            HttpAnswer mismatch = send(context, entry("publish", ARTICLE, "\"none\"", "en"));
            assertThat(mismatch.status()).isEqualTo(422);
            assertThat(mismatch.code()).isEqualTo("ENTRY_MISMATCH");
            assertThat(mismatch.text()).contains("id");
        }
    }

    @Test
    @DisplayName("without a key no listener is called")
    void closed() throws Exception {
        Listeners listeners = new Listeners();
        try (ConfigurableApplicationContext context = start(secret(), with(listeners))) {
            SignedDelivery genuine = signed(entry("publish", ARTICLE, "1", "en"));
            for (SignedDelivery forged :
                    List.of(genuine.without("X-Webhook-Signature"), genuine.withBody(new byte[] {'{', '}'}))) {
                assertThat(send(context, forged).status()).isEqualTo(401);
            }
            assertThat(listeners.drained()).isEmpty();
        }
    }

    /** Listens behind an inbox. */
    public static class StoredListener {
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @StrapiListener
        public void on(EntryEvent event, Article article, StoredDelivery delivery) {
            calls.add(article.title() + " of " + delivery.received().endpoint());
        }
    }

    @Test
    @DisplayName("behind an inbox the same listeners are called with what was stored")
    void inbox() throws Exception {
        StoredListener listener = new StoredListener();
        try (ConfigurableApplicationContext context = start(inboxed(), with(listener))) {
            assertThat(send(context, entry("publish", ARTICLE, "1", "en")).status())
                    .isEqualTo(202);
            assertThat(listener.calls.poll(20, TimeUnit.SECONDS)).isEqualTo("Zoë of default");
        }
    }

    /** A router is called without an inbox, too. */
    @Test
    @DisplayName("an event router is called like listeners")
    void router() throws Exception {
        BlockingQueue<String> routed = new LinkedBlockingQueue<>();
        EventRouter router = EventRouter.builder().otherwise(event -> routed.add(event.name()));
        try (ConfigurableApplicationContext context = start(secret(), with(router))) {
            assertThat(send(context, "{\"event\":\"trigger-test\"}").status()).isEqualTo(204);
            assertThat(routed).containsExactly("trigger-test");
        }
    }

    /** A controller on the same path. */
    @RestController
    public static class Controller {
        @PostMapping("/webhooks/strapi")
        public void receive(StrapiEvent event) {}
    }

    /** A handler that is marked on another path. */
    @RestController
    public static class MarkedController {
        @StrapiWebhook
        @PostMapping("/elsewhere")
        public void receive() {}
    }

    /** Names no content type. */
    @RestController
    public static class Misnamed {
        @PostMapping("/webhooks/strapi")
        public void on(@StrapiEntry("article") Any article) {}
    }

    /** Names an endpoint that is not there. */
    public static class Misdirected {
        @StrapiListener(endpoint = "shopp")
        public void on(StrapiEvent event) {}
    }

    /** Names entries, and takes other events. */
    public static class OfNothing {
        @StrapiListener(action = EntryAction.PUBLISH)
        public void on(MediaEvent event) {}
    }

    /** Handles some events only. */
    public static class Narrow implements EventHandler<EntryEvent> {
        @Override
        public void handle(EntryEvent event) {}
    }

    /** What all listeners of one kind share. */
    public abstract static class Base<E extends StrapiEvent, T> {
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @StrapiListener
        public void on(E event, @StrapiEntry T entry) {
            calls.add(event.name() + " " + entry);
        }
    }

    /** Says what that is. */
    public static class Special extends Base<EntryEvent, Article> {
        @StrapiListener
        public void any(StrapiEvent event, Optional<Article> article) {
            calls.add("any " + article.isPresent());
        }
    }

    @Test
    @DisplayName("types come from the bean's class, and what is optional narrows nothing")
    void generics() throws Exception {
        Special listener = new Special();
        try (ConfigurableApplicationContext context = start(secret(), with(listener))) {
            assertThat(send(context, "{\"event\":\"trigger-test\"}").status()).isEqualTo(204);
            assertThat(send(context, entry("publish", ARTICLE, "1", "en")).status())
                    .isEqualTo(204);
            assertThat(listener.calls)
                    .containsExactlyInAnyOrder("any false", "any true", "entry.publish Article[id=1, title=Zoë]");
        }
    }

    /** Breaks as a missing class does. */
    public static class Broken {
        @StrapiListener
        public void on(StrapiEvent event) {
            throw new NoClassDefFoundError("com/acme/Missing");
        }
    }

    @Test
    @DisplayName("an Error of a listener is a failure, which is answered and given back")
    void errors() throws Exception {
        try (ConfigurableApplicationContext context = start(secret(), with(new Broken()))) {
            SignedDelivery delivery = signed("{\"event\":\"trigger-test\"}");
            assertThat(send(context, delivery).code()).isEqualTo("HANDLER_FAILED");
            assertThat(send(context, delivery).code()).as("given back").isEqualTo("HANDLER_FAILED");
        }
    }

    @Test
    @DisplayName("an event router is left to a controller on its path, and to what wraps it")
    void routersOfOthers() throws Exception {
        BlockingQueue<String> routed = new LinkedBlockingQueue<>();
        EventRouter router = EventRouter.builder().otherwise(event -> routed.add(event.name()));
        try (ConfigurableApplicationContext context = start(secret(), with(router, new Controller()))) {
            assertThat(send(context, "{\"event\":\"trigger-test\"}").status()).isEqualTo(200);
            assertThat(routed).isEmpty();
        }
        try (ConfigurableApplicationContext context = start(inboxed(), beans -> {
            with(router).initialize(beans);
            beans.registerBean(Wrapper.class);
        })) {
            assertThat(send(context, "{\"event\":\"trigger-test\"}").status()).isEqualTo(202);
            assertThat(routed.poll(20, TimeUnit.SECONDS)).isEqualTo("trigger-test");
        }
    }

    /** Takes deliveries, and hands them to a router. */
    public static class Wrapper implements InboxHandler {
        private final EventRouter router;

        public Wrapper(EventRouter router) {
            this.router = router;
        }

        @Override
        public void handle(StoredDelivery delivery) throws Exception {
            router.handle(delivery.received().event());
        }
    }

    /** Asks for what there is none of. */
    public static class AskingTooMuch {
        @StrapiListener
        public void on(String title) {}
    }

    /** Takes one type, and binds another. */
    public static class Contradicting {
        @StrapiListener(type = "api::page.page")
        public void on(Article article) {}
    }

    /** Would fail unheard. */
    public static class FireAndForget {
        @Async
        @StrapiListener
        public void on(EntryEvent event) {}
    }

    @Test
    @DisplayName("what excludes each other refuses the start, and says which")
    void contradictions() {
        Listeners listeners = new Listeners();
        EventRouter router = EventRouter.builder().otherwise(event -> {});
        InboxHandler handler = delivery -> {};
        assertThat(refusal(secret(), listeners, new Controller())).contains("Controller#receive", "@StrapiListener");
        assertThat(refusal(secret(), listeners, router)).contains("several things", "eventRouter", "@StrapiListener");
        assertThat(refusal(inboxed(), router, handler)).contains("several things");
        assertThat(refusal(inboxed(), listeners, new Controller())).contains("Controller#receive", "inbox");
        assertThat(refusal(inboxed(), listeners, new MarkedController())).contains("MarkedController#receive", "inbox");
        assertThat(refusal(inboxed())).contains("needs something that handles the events");
        assertThat(refusal(secret(), handler)).contains("InboxHandler", "no inbox");
        assertThat(refusal(secret(), new StoredListener())).contains("StoredListener.on()", "no inbox");
        assertThat(refusal(secret(), new Misnamed())).contains("Misnamed#on", "is not the uid of a content type");
        assertThat(refusal(secret(), new Misdirected())).contains("Misdirected.on()", "there is no endpoint shopp");
        assertThat(refusal(secret(), new OfNothing())).contains("OfNothing.on()", "never called");
        assertThat(refusal(secret(), new Narrow())).contains("narrow", "not of StrapiEvent");
        assertThat(refusal(secret(), new AskingTooMuch())).contains("AskingTooMuch.on()", "String");
        assertThat(refusal(secret(), new Contradicting())).contains("Contradicting.on()", "never called");
        assertThat(refusal(secret(), new FireAndForget())).contains("FireAndForget.on()", "@Async");
    }

    /** The ways in which a controller may take a delivery. */
    @RestController
    public static class Controllers {
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @PostMapping("/webhooks/strapi")
        public void typed(EntryEvent event, @StrapiEntry(ARTICLE) Any article) {
            calls.add("article " + article.id());
        }

        @StrapiWebhook
        @PostMapping("/text")
        public void text(@RequestBody String body) {
            calls.add("text " + body.length());
        }

        @StrapiWebhook
        @PostMapping("/bytes")
        public void bytes(@RequestBody byte[] body) {
            calls.add("bytes " + body.length);
        }

        @StrapiWebhook
        @PostMapping("/record")
        public void record(@RequestBody Envelope body) {
            calls.add("record " + body.event());
        }

        @StrapiWebhook
        @PostMapping("/map")
        public void map(@RequestBody Map<String, Object> body) {
            calls.add("map " + body.get("event"));
        }
    }

    /** A body as a controller may bind it by itself. */
    public record Envelope(String event) {}

    @Test
    @DisplayName("a controller gets the entry of the type that it names, or the body in any form")
    void controllers() throws Exception {
        Controllers controllers = new Controllers();
        try (ConfigurableApplicationContext context = start(secret(), with(controllers))) {
            assertThat(send(context, entry("publish", "api::author.author", "7", "en"))
                            .status())
                    .isEqualTo(204);
            assertThat(controllers.calls).as("another type").isEmpty();
            assertThat(send(context, entry("publish", ARTICLE, "1", "en")).status())
                    .isEqualTo(200);
            SignedDelivery trigger = signed("{\"event\":\"trigger-test\"}");
            assertThat(send(context, trigger).status()).isEqualTo(204);
            for (String path : List.of("/text", "/bytes", "/record", "/map")) {
                assertThat(send(context, path, trigger.without("X-Webhook-Signature"))
                                .status())
                        .isEqualTo(401);
            }
            assertThat(controllers.calls).containsExactly("article 1");
            for (String path : List.of("/text", "/bytes", "/record", "/map")) {
                SignedDelivery own = signed("{\"event\":\"trigger-test\"}");
                assertThat(send(context, path, own).status()).isEqualTo(200);
            }
            assertThat(String.join(",", controllers.calls))
                    .matches("article 1,text \\d+,bytes \\d+,record trigger-test,map trigger-test");
        }
    }

    /** Takes events of one project only. */
    public static class ShopListener {
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @StrapiListener(endpoint = "shop")
        public void shop(StrapiEvent event) {
            calls.add("shop");
        }

        @StrapiListener
        public void all(StrapiEvent event) {
            calls.add("all");
        }
    }

    /** Opened by the shop's keys only, on a path of its own. */
    @RestController
    public static class ShopController {
        @StrapiWebhook("shop")
        @PostMapping("/orders")
        public String order(StrapiEvent event) {
            return "ordered";
        }
    }

    @Test
    @DisplayName("several projects have keys of their own, and no key opens another's path")
    void endpoints() throws Exception {
        ShopListener listener = new ShopListener();
        try (ConfigurableApplicationContext context = start(twoProjects(), with(listener, new ShopController()))) {
            SignedDelivery blog = signed("blog-secret-0123456789", "{\"event\":\"trigger-test\"}");
            SignedDelivery shop = signed("shop-secret-0123456789", "{\"event\":\"trigger-test\"}");

            assertThat(send(context, "/webhooks/blog", shop).code()).isEqualTo("SIGNATURE_MISMATCH");
            assertThat(send(context, "/hooks/shop", blog).code()).isEqualTo("SIGNATURE_MISMATCH");
            assertThat(send(context, "/orders", blog).code()).isEqualTo("SIGNATURE_MISMATCH");
            assertThat(listener.calls).isEmpty();
            assertThat(send(context, "/webhooks/blog", blog).status()).isEqualTo(204);
            assertThat(listener.calls).containsExactly("all");
            assertThat(send(context, "/hooks/shop", shop).status()).isEqualTo(204);
            assertThat(listener.calls).containsExactlyInAnyOrder("all", "shop", "all");
            assertThat(send(context, "/orders", signed("shop-secret-0123456789", "{\"event\":\"order.shipped\"}"))
                            .text())
                    .contains("ordered");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strapi.webhook.endpoints.shop.path=/webhooks/blog|path in common",
                "strapi.webhook.endpoints.shop.secret=|strapi.webhook.endpoints.shop.secret",
                "strapi.webhook.endpoints.shop.secret=${NOT_SET_ANYWHERE}|placeholder",
                "strapi.webhook.endpoints.shop.tolerance=2h|tolerance must be",
                "strapi.webhook.endpoints.shop.scheme=canary|must be one of",
                "strapi.webhook.endpoints.shop.publish=a|there is no property"
            })
    @DisplayName("mistakes in an endpoint refuse the start")
    void mistakesInEndpoints(String assignmentAndMessage) {
        String[] parts = assignmentAndMessage.split("[=|]", -1);
        Map<String, String> properties = new java.util.TreeMap<>(twoProjects());
        properties.put(parts[0], parts[1]);

        assertThat(refusal(properties, new ShopListener())).contains(parts[2]).doesNotContain("canary");
    }

    private static Map<String, String> twoProjects() {
        return Map.of(
                "strapi.webhook.endpoints.blog.secret", "blog-secret-0123456789",
                "strapi.webhook.endpoints.shop.secret", "shop-secret-0123456789",
                "strapi.webhook.endpoints.shop.path", "/hooks/shop");
    }

    private static Map<String, String> secret() {
        return Map.of("strapi.webhook.secret", SECRET);
    }

    private Map<String, String> inboxed() {
        return Map.of(
                "strapi.webhook.secret",
                SECRET,
                "strapi.webhook.inbox",
                "jdbc",
                "strapi.webhook.jdbc.url",
                "jdbc:h2:mem:listeners" + serial.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
                "strapi.webhook.worker.accept-risks",
                "h2-in-memory");
    }

    private String refusal(Map<String, String> properties, Object... beans) {
        Throwable failure = catchThrowable(() -> start(properties, with(beans)).close());
        assertThat(failure).as("refused").isNotNull();
        return Objects.requireNonNull(new StrapiWebhookFailureAnalyzer().analyze(failure), failure.toString())
                .getDescription();
    }

    private static ApplicationContextInitializer<GenericApplicationContext> with(Object... beans) {
        return context -> Arrays.stream(beans).forEach(bean -> register(context, bean));
    }

    @SuppressWarnings("unchecked") // its own class
    private static <T> void register(GenericApplicationContext context, T bean) {
        Class<T> type = bean instanceof InboxHandler ? (Class<T>) InboxHandler.class : (Class<T>) bean.getClass();
        String name = type.getSimpleName();
        context.registerBean(Character.toLowerCase(name.charAt(0)) + name.substring(1), type, () -> bean);
    }

    private static String entry(String action, String uid, String id, String locale) {
        return "{\"event\":\"entry." + action + "\",\"model\":\"" + uid.substring(uid.lastIndexOf('.') + 1)
                + "\",\"uid\":\"" + uid + "\",\"entry\":{\"id\":" + id
                + ",\"documentId\":\"d\",\"title\":\"Zoë\",\"locale\":\""
                + locale + "\"}}";
    }

    private SignedDelivery signed(String body) {
        return signed(SECRET, body);
    }

    private SignedDelivery signed(String secret, String body) {
        String unique = body.substring(0, body.length() - 1) + ",\"serial\":" + serial.incrementAndGet() + "}";
        return SignedDelivery.of(WebhookSecret.of(secret), unique, Instant.now());
    }

    private HttpAnswer send(ConfigurableApplicationContext context, String body) throws Exception {
        return send(context, signed(body));
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, SignedDelivery delivery) throws Exception {
        return send(context, "/webhooks/strapi", delivery);
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, String path, SignedDelivery delivery)
            throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        return RawHttp.send(URI.create("http://127.0.0.1:" + port + path), delivery);
    }
}
