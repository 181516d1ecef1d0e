package dev.strapiwebhooks.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.tck.PathSpellings;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.javalin.Javalin;
import io.javalin.config.RouterConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However generous the router is, no spelling of a path reaches a handler without a signature. */
class RoutesTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-routes-test");

    private final AtomicInteger reached = new AtomicInteger();

    static Stream<Arguments> routers() {
        return Stream.of(
                router("usual", router -> {}),
                router("ignores slashes at the end", router -> router.ignoreTrailingSlashes = true),
                router("takes slashes literally", router -> router.ignoreTrailingSlashes = false),
                router("takes many slashes for one", router -> router.treatMultipleSlashesAsSingleSlash = true),
                router("ignores case", router -> router.caseInsensitiveRoutes = true),
                router("has a context path", router -> router.contextPath = "/app"));
    }

    private static Arguments router(String name, Consumer<RouterConfig> router) {
        return Arguments.of(name, router);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routers")
    void noSpellingReachesAHandlerWithoutASignature(String name, Consumer<RouterConfig> router) throws IOException {
        WebhookEndpoint endpoint =
                WebhookEndpoint.of(WebhookVerifier.timestamped(SECRET).build());
        StrapiWebhookGuard guard = new StrapiWebhookGuard(endpoint);
        Javalin app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            router.accept(config.router);
            config.routes.post(
                    "/handler/strapi",
                    new StrapiWebhookHandler(endpoint, (context, event) -> reached.incrementAndGet()));
            config.routes.before("/guard/strapi", guard::before);
            config.routes.post("/guard/strapi", context -> reached.incrementAndGet());
            config.routes.after("/guard/strapi", guard::after);
        });
        app.start("127.0.0.1", 0);
        try {
            URI server = URI.create("http://127.0.0.1:" + app.port());
            String prefix = name.equals("has a context path") ? "/app" : "";
            assertGuarded(server, prefix + "/handler/strapi");
            assertGuarded(server, prefix + "/guard/strapi");
        } finally {
            app.stop();
        }
    }

    private void assertGuarded(URI server, String path) throws IOException {
        SignedDelivery forged = SignedDelivery.unsigned("{\"event\":\"a\"}".getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "application/json");
        int before = reached.get();
        for (String spelling : PathSpellings.of(path).toList()) {
            HttpAnswer answer = RawHttp.sendTo(server, spelling, forged);
            assertThat(reached).as("%s: %s", spelling, answer.text()).hasValue(before);
        }
        SignedDelivery signed = SignedDelivery.of(SECRET, "{\"event\":\"" + path + "\"}", Instant.now());
        assertThat(RawHttp.sendTo(server, path, signed).status()).isBetween(200, 204);
        assertThat(reached).hasValue(before + 1);
    }
}
