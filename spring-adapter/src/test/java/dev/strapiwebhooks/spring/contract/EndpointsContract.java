package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.spring.boot.StrapiWebhookFailureAnalyzer;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Several endpoints in one application: no path is open, and no key opens another's, servlet or reactive. */
public abstract class EndpointsContract {
    private static final String BLOG = "secret-of-the-blog-0123";
    private static final String SHOP = "secret-of-the-shop-0123";

    private final AtomicInteger serial = new AtomicInteger();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    /**
     * Starts an application on a free port of the loopback interface.
     *
     * @param properties its properties
     * @param beans its beans
     * @return the started application
     */
    protected abstract ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans);

    /** Handlers that do not show that they are for webhooks. */
    @RestController
    public static class Handlers {
        private final Queue<String> calls;

        Handlers(Queue<String> calls) {
            this.calls = calls;
        }

        @PostMapping({"/webhooks/strapi", "/webhooks/blog", "/hooks/blog", "/hooks/blog/**", "/hooks/shop/**"})
        public void receive(@RequestBody String body) {
            calls.add(body);
        }
    }

    /** A handler whose path has a variable. */
    @RestController
    public static class WithVariable {
        private final Queue<String> calls;

        WithVariable(Queue<String> calls) {
            this.calls = calls;
        }

        @PostMapping("/hooks/{project}")
        public void receive(StrapiEvent event) {
            calls.add(event.name());
        }
    }

    @Test
    @DisplayName("a verifier of the application makes a default endpoint, also beside named ones")
    void ownVerifier() throws IOException {
        WebhookVerifier own =
                WebhookVerifier.timestamped(WebhookSecret.of(BLOG)).build();
        try (ConfigurableApplicationContext context = start(
                Map.of("strapi.webhook.endpoints.shop.secret", SHOP),
                with(beans -> beans.registerBean(WebhookVerifier.class, () -> own)))) {
            assertClosed(context, "/webhooks/strapi", SHOP);
            assertThat(send(context, "/webhooks/strapi", signed(BLOG)).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a secret of a source that does not tell its names makes a default endpoint")
    void secretOfAHiddenSource() throws IOException {
        PropertySource<Object> hidden = new PropertySource<>("hidden", new Object()) {
            @Override
            public @Nullable Object getProperty(String name) {
                return name.equals("strapi.webhook.secret") ? BLOG : null;
            }
        };
        try (ConfigurableApplicationContext context = start(
                Map.of("strapi.webhook.endpoints.shop.secret", SHOP),
                with(beans -> beans.getEnvironment().getPropertySources().addFirst(hidden)))) {
            assertClosed(context, "/webhooks/strapi", SHOP);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strapi.webhook.path, /hooks/blog, strapi.webhook.secret (or .secrets) is not set",
        "strapi.webhook.require-secure, true, strapi.webhook.secret (or .secrets) is not set",
        "strapi.webhook.endpoints.shop.public-keys[0].value, x, only scheme=ed25519 takes them",
        "strapi.webhook.endpoints.shop.rate-limit.period, 1h, it needs rate-limit.per-client",
        "strapi.webhook.endpoints.Shop.tolerance, 1m, Call it shop everywhere",
        "strapi.webhook.endpoints.blog.secret, secret-of-the-blog-0123, have a path in common"
    })
    @DisplayName("what would leave a path open, or be without effect, refuses the start")
    void refused(String property, String value, String message) {
        Map<String, String> properties = new java.util.TreeMap<>(Map.of(
                "strapi.webhook.endpoints.shop.secret",
                SHOP,
                "strapi.webhook.endpoints.shop.path",
                "/hooks/{x}/order",
                property,
                value));
        if (property.endsWith("blog.secret")) {
            properties.put("strapi.webhook.endpoints.blog.path", "/hooks/blog/{y}");
        }

        assertThat(refusal(properties, beans -> {})).contains(message);
    }

    @Test
    @DisplayName("a variable that only looks like an endpoint leaves none, and refuses the start")
    void lookAlike() {
        assertThat(refusal(
                        Map.of(),
                        beans -> beans.getEnvironment()
                                .getPropertySources()
                                .addFirst(new SystemEnvironmentPropertySource(
                                        "systemEnvironment", Map.of("STRAPI_WEBHOOK_ENDPOINTS_SHOP", "x")))))
                .contains("strapi.webhook.secret");
    }

    @Test
    @DisplayName("a path that can be read in two ways needs the keys of both")
    void twoReadings() throws IOException {
        Map<String, String> properties = new java.util.LinkedHashMap<>();
        properties.put("strapi.webhook.endpoints.ashop.secret", SHOP);
        properties.put("strapi.webhook.endpoints.ashop.path", "/hooks/shop/**");
        properties.put("strapi.webhook.endpoints.blog.secret", BLOG);
        properties.put("strapi.webhook.endpoints.blog.path", "/hooks/blog/**");
        try (ConfigurableApplicationContext context = start(properties, with(beans -> {}))) {
            for (String path : List.of(
                    "/hooks/blog/..;/shop/x",
                    "/hooks/blog/../shop/x",
                    "/hooks/shop/..;/blog/x",
                    "/hooks/blog/%2e%2e/shop/x")) {
                HttpAnswer byShop = RawHttp.sendTo(uri(context, "/"), path, signed(SHOP));
                HttpAnswer byBlog = RawHttp.sendTo(uri(context, "/"), path, signed(BLOG));
                assertThat(List.of(byShop.status(), byBlog.status())).as(path).anyMatch(status -> status >= 400);
            }
            calls.clear();
            assertThat(RawHttp.sendTo(uri(context, "/"), "/hooks/blog/..;/shop/x", signed(SHOP))
                                    .status()
                            < 300)
                    .as("called, where it is the shop's path, or refused")
                    .isEqualTo(!calls.isEmpty());
            assertThat(send(context, "/hooks/blog/x", signed(BLOG)).status()).isEqualTo(200);
            assertClosed(context, "/hooks/blog/x", SHOP);
        }
    }

    @Test
    @DisplayName("a handler whose path has a variable is guarded by the endpoint of each request")
    void pathWithAVariable() throws IOException {
        Map<String, String> properties = Map.of(
                "strapi.webhook.endpoints.blog.secret",
                BLOG,
                "strapi.webhook.endpoints.blog.path",
                "/hooks/blog",
                "strapi.webhook.endpoints.shop.secret",
                SHOP,
                "strapi.webhook.endpoints.shop.path",
                "/hooks/shop");
        try (ConfigurableApplicationContext context =
                start(properties, beans -> beans.registerBean(WithVariable.class, () -> new WithVariable(calls)))) {
            assertThat(send(context, "/hooks/blog", signed(BLOG)).status()).isEqualTo(200);
            assertThat(send(context, "/hooks/shop", signed(SHOP)).status()).isEqualTo(200);
            calls.clear();
            assertClosed(context, "/hooks/blog", SHOP);
            assertThat(send(context, "/hooks/other", signed(SHOP)).status()).isGreaterThanOrEqualTo(400);
            assertThat(calls).isEmpty();
        }
    }

    @Test
    @DisplayName("endpoints made in code, alone or beside properties")
    void inCode() throws IOException {
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(WebhookSecret.of(BLOG)).build();
        WebhookEndpoint blog = WebhookEndpoint.builder(verifier).name("blog").build();
        WebhookEndpoints own = WebhookEndpoints.of(blog, WebhookPaths.of(List.of("/hooks/blog")));
        try (ConfigurableApplicationContext context =
                start(Map.of(), with(beans -> beans.registerBean(WebhookEndpoints.class, () -> own)))) {
            assertClosed(context, "/hooks/blog", SHOP);
            assertThat(send(context, "/hooks/blog", signed(BLOG)).status()).isEqualTo(200);
        }
        try (ConfigurableApplicationContext context = start(
                Map.of(
                        "strapi.webhook.endpoints.shop.secret",
                        SHOP,
                        "strapi.webhook.endpoints.shop.path",
                        "/hooks/shop/**"),
                with(beans -> beans.registerBean(WebhookEndpoint.class, () -> blog)))) {
            assertClosed(context, "/webhooks/strapi", SHOP);
            assertThat(send(context, "/webhooks/strapi", signed(BLOG)).status()).isEqualTo(200);
            assertThat(send(context, "/hooks/shop/x", signed(SHOP)).status()).isEqualTo(200);
        }
    }

    /** Neither without a signature, nor with another endpoint's key. */
    private void assertClosed(ConfigurableApplicationContext context, String path, String otherKey) throws IOException {
        int before = calls.size();
        assertThat(send(context, path, signed(otherKey)).status()).isEqualTo(401);
        assertThat(send(context, path, signed(otherKey).without("X-Webhook-Signature"))
                        .status())
                .isEqualTo(401);
        assertThat(calls).hasSize(before);
    }

    private ApplicationContextInitializer<GenericApplicationContext> with(
            ApplicationContextInitializer<GenericApplicationContext> more) {
        return beans -> {
            beans.registerBean(Handlers.class, () -> new Handlers(calls));
            more.initialize(beans);
        };
    }

    private String refusal(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        Throwable failure = catchThrowable(() -> start(properties, beans).close());
        assertThat(failure).as("refused").isNotNull();
        return Objects.requireNonNull(new StrapiWebhookFailureAnalyzer().analyze(failure), failure.toString())
                .getDescription();
    }

    private SignedDelivery signed(String secret) {
        String body = "{\"event\":\"trigger-test\",\"serial\":" + serial.incrementAndGet() + "}";
        return SignedDelivery.of(WebhookSecret.of(secret), body, Instant.now());
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, String path, SignedDelivery delivery)
            throws IOException {
        return RawHttp.send(uri(context, path), delivery);
    }

    private static URI uri(ConfigurableApplicationContext context, String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }
}
