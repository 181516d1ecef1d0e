package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.Bucket4jRateLimit;
import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.Verification;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.event.StrapiType;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.javalin.StrapiWebhookHandler;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.jdbc.JdbcReplayGuard;
import dev.strapiwebhooks.jdbc.JdbcSchema;
import dev.strapiwebhooks.metrics.MicrometerListener;
import dev.strapiwebhooks.redis.RedisReplayGuard;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spring.EnableStrapiWebhooks;
import dev.strapiwebhooks.spring.StrapiEntry;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.spring.reactive.StrapiWebFilter;
import dev.strapiwebhooks.spring.reactive.StrapiWebhookWebFluxConfiguration;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import dev.strapiwebhooks.testkit.spring.StrapiWebhookTest;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The code of the README, as it stands there; {@link ReadmeTest} compares. */
@SuppressWarnings({"unused", "resource", "CheckReturnValue", "ClassCanBeStatic", "NullAway.Init"})
final class ReadmeCode {
    private static final Logger log = LoggerFactory.getLogger(ReadmeCode.class);

    private ReadmeCode() {}

    @StrapiType("api::article.article")
    record Article(String title) {}

    static void index(Article article) {}

    static void servlet(ServletContext servletContext) {
        WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET"))
                .build();
        WebhookEndpoint endpoint = WebhookEndpoint.of(verifier);
        FilterRegistration.Dynamic filter = servletContext.addFilter("strapi", new StrapiWebhookFilter(endpoint));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/webhooks/strapi");
    }

    static EventRouter router() {
        EventRouter router = EventRouter.builder()
                .onEntry("api::article.article", EntryAction.PUBLISH, Article.class, (event, article) -> index(article))
                .otherwise(event -> log.info("not handled: {}", event));
        return router;
    }

    static final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient EventRouter router = router();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            try {
                router.handle(StrapiWebhooks.event(request));
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }

    static void javalin(JavalinConfig config, WebhookEndpoint endpoint, EventRouter router) {
        config.routes.post(
                "/webhooks/strapi", new StrapiWebhookHandler(endpoint, (context, event) -> router.handle(event)));
    }

    /** Listeners. */
    static class Listeners {
        @StrapiListener(action = EntryAction.PUBLISH)
        void index(EntryEvent event, Article article) {}

        @StrapiListener(
                type = "api::article.article",
                action = {EntryAction.UNPUBLISH, EntryAction.DELETE})
        void remove(EntryEvent event) {}
    }

    /** Listeners with an inbox. */
    static class Orders {
        @StrapiListener(type = "api::order.order", action = EntryAction.PUBLISH, name = "orders", transactional = true)
        void book(EntryEvent event, Order order) {}
    }

    @StrapiType("api::order.order")
    record Order(String number) {}

    /** A controller. */
    @RestController
    static class Controller {
        @PostMapping("/webhooks/strapi")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void receive(EntryEvent event, @StrapiEntry("api::article.article") Article article) {}
    }

    static void security(HttpSecurity http) throws Exception {
        http.csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/strapi"))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/webhooks/strapi")
                        .permitAll()
                        .anyRequest()
                        .authenticated());
    }

    private static final WebhookVerifier verifier = WebhookVerifier.timestamped(
                    WebhookSecret.of("secret-of-the-readme"))
            .build();

    @Configuration
    @EnableWebMvc
    @EnableStrapiWebhooks
    class Config {
        @Bean
        WebhookEndpoint endpoint() {
            return WebhookEndpoint.of(verifier);
        }
    }

    @Configuration
    @EnableWebFlux
    @Import(StrapiWebhookWebFluxConfiguration.class)
    class ReactiveConfig {
        @Bean
        WebhookEndpoint endpoint() {
            return WebhookEndpoint.of(verifier);
        }

        @Bean
        WebhookPaths paths() {
            return WebhookPaths.of(List.of("/webhooks/strapi"));
        }

        @Bean
        StrapiWebFilter strapi(WebhookEndpoint endpoint, WebhookPaths paths) {
            return new StrapiWebFilter(endpoint, paths);
        }
    }

    static void inbox(JavalinConfig config, EventRouter router, WebhookSecret secret) {
        DataSource database = JdbcDataSources.h2(Path.of("data/webhooks"));
        JdbcSchema.apply(database);
        DurableInbox inbox = DurableInbox.builder(database)
                .handler(InboxHandler.of(router))
                .build()
                .start();
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(secret).replayCheckedByCaller().build();
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(verifier).inbox(inbox).build();
        config.routes.post("/webhooks/strapi", new StrapiWebhookHandler(endpoint));
    }

    static void guards(WebhookSecret secret, DataSource database) {
        WebhookVerifier.timestamped(secret)
                .replayGuard(RedisReplayGuard.connect("rediss://user:password@redis.example:6380"));
        WebhookVerifier.timestamped(secret).replayGuard(JdbcReplayGuard.create(database));
    }

    static void verifierAlone(Map<String, String> headers, byte[] rawBody) {
        Verification.Verified delivery = verifier.verify(headers, rawBody).orElseThrow();
        StrapiEvent event = EventReader.create().read(delivery.body());
    }

    interface Search {}

    private static final Search search = new Search() {};

    static SearchAssert assertThat(Search actual) {
        return new SearchAssert();
    }

    static final class SearchAssert {
        void containsTitle(String title) {}
    }

    @StrapiWebhookTest
    class ArticleHooksTest {
        @Autowired
        StrapiDeliveries strapi;

        @Test
        void publishedArticlesAreIndexed() {
            strapi.publish(SampleEntry.of("api::article.article", Map.of("title", "Zoë")))
                    .expectHandled();
            assertThat(search).containsTitle("Zoë");
        }

        @Test
        void nobodyElseGetsIn() {
            strapi.attackEverything().expectRejected();
        }
    }

    static void ed25519(Path path) {
        WebhookVerifier.builder(SignatureScheme.ed25519(), Ed25519PublicKey.fromFile(path))
                .build();
    }

    static void limits(WebhookVerifier verifier, MeterRegistry registry) {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(verifier)
                .rateLimit(Bucket4jRateLimit.perClient(20, Duration.ofSeconds(1))
                        .and(Bucket4jRateLimit.perEndpoint(200, Duration.ofSeconds(1))))
                .requireSecure()
                .trustedProxies(TrustedProxies.of("10.0.0.0/8"))
                .listener(new MicrometerListener(registry))
                .build();
    }

    static void rotation() {
        KeyProvider<WebhookSecret> keys = KeyProvider.of(
                NamedKey.of("2026-11", WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET")),
                NamedKey.of("2026-05", WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET_OLD"))
                        .notAfter(Instant.parse("2026-12-01T00:00:00Z")));
        WebhookVerifier.builder(SignatureScheme.timestamped(), keys).build();
    }
}
