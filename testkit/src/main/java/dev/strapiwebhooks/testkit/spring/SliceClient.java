package dev.strapiwebhooks.testkit.spring;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.testkit.TestClock;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/** A Strapi that knows address and secret of the application under test. */
final class SliceClient {
    private static final String PREFIX = "strapi.webhook.";

    private final Environment environment;
    private final boolean onServlets;

    SliceClient(ApplicationContext context) {
        this.environment = context.getEnvironment();
        this.onServlets = context instanceof WebApplicationContext;
    }

    StrapiDeliveries deliveries(TestClock clock) {
        WebhookSecret secret = WebhookSecret.of(environment.getRequiredProperty(PREFIX + "secret"));
        StrapiDeliveries strapi = signed(scheme(), secret, clock);
        String token = environment.getProperty(PREFIX + "bearer-token", "");
        return token.isEmpty() ? strapi : strapi.withHeader("Authorization", "Bearer " + token);
    }

    private StrapiDeliveries signed(String scheme, WebhookSecret secret, TestClock clock) {
        Supplier<URI> target = this::target;
        return switch (scheme) {
            case "timestamped" -> StrapiDeliveries.to(target, secret, clock);
            case "strapinative" -> StrapiDeliveries.to(target, WebhookSigner.strapiNative(secret), clock);
            case "bearertoken" -> StrapiDeliveries.to(target, WebhookSigner.bearerToken(secret), clock);
            default ->
                throw new IllegalStateException("@StrapiWebhookTest cannot sign by strapi.webhook.scheme=" + scheme
                        + ", for which only Strapi has the key. Use @SpringBootTest with a key pair of the test, and"
                        + " StrapiDeliveries.to(url, WebhookSigner.ed25519(privateKey), clock)");
        };
    }

    private String scheme() {
        return environment
                .getProperty(PREFIX + "scheme", "timestamped")
                .replaceAll("[^\\p{Alnum}]", "")
                .toLowerCase(Locale.ROOT);
    }

    private URI target() {
        String port = environment.getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + prefix() + path());
    }

    private String prefix() {
        if (!onServlets) {
            return environment.getProperty("spring.webflux.base-path", "");
        }
        return environment.getProperty("server.servlet.context-path", "")
                + environment.getProperty("spring.mvc.servlet.path", "").replaceFirst("/$", "");
    }

    private String path() {
        List<String> all = Binder.get(environment)
                .bind(PREFIX + "path", Bindable.listOf(String.class))
                .orElse(List.of("/webhooks/strapi"));
        String path = all.get(0);
        return path.contains("*") || path.contains("{") ? "/" : path;
    }
}
