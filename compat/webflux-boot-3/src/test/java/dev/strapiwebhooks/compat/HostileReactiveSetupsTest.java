package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.tck.PathSpellings;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.PathMatchConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurationSupport;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** WebFlux set up in ways in which a guard is easily left out: a request without a signature reaches no handler. */
class HostileReactiveSetupsTest {
    private static final String SECRET = "secret-of-the-hostile-test";

    private final AtomicInteger serial = new AtomicInteger();

    record Setup(String name, Map<String, String> properties, List<Class<?>> configuration) {
        String prefix() {
            return properties.getOrDefault("spring.webflux.base-path", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Setup> setups() {
        return Stream.of(
                new Setup("usual", Map.of(), List.of()),
                new Setup("@EnableWebFlux", Map.of(), List.of(Enabled.class)),
                new Setup("WebFluxConfigurationSupport", Map.of(), List.of(OwnWebFlux.class)),
                new Setup("case-insensitive", Map.of(), List.of(CaseInsensitive.class)),
                new Setup("base path", Map.of("spring.webflux.base-path", "/app"), List.of()),
                new Setup("lazy beans", Map.of("spring.main.lazy-initialization", "true"), List.of()));
    }

    @Configuration
    @EnableWebFlux
    static class Enabled {}

    @Configuration
    static class OwnWebFlux extends WebFluxConfigurationSupport {}

    @Configuration(proxyBeanMethods = false)
    static class CaseInsensitive implements WebFluxConfigurer {
        @Override
        public void configurePathMatching(PathMatchConfigurer paths) {
            paths.setUseCaseSensitiveMatch(false);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void noSpellingReachesAHandlerWithoutASignatureAndASignedDeliveryReachesItOnce(Setup setup) throws Exception {
        try (ConfigurableApplicationContext context = start(setup)) {
            URI server = URI.create("http://127.0.0.1:" + ReactiveServer.port(context));
            for (String path : handlers().toList()) {
                HostileReactiveApplication.REACHED.clear();
                String target = setup.prefix() + path;
                for (String spelling : PathSpellings.of(target).toList()) {
                    assertForgeryIsRefused(server, spelling);
                }
                // Frameworks bind parameters to constructors.
                assertForgeryIsRefused(
                        server, target + "?action=CREATE&model=article&envelope.name=entry.create&name=entry.create");
                assertReachedOnce(server, target);
            }
        }
    }

    private static Stream<String> handlers() {
        return Stream.of(
                "/webhooks/strapi",
                "/marked/string",
                "/marked/map",
                "/taking/event",
                "/taking/entry",
                "/handlers/web",
                "/taking/optional",
                "/bean/marked",
                "/routed/strapi",
                "/looks/strapi",
                "/rewritten/webhooks/strapi",
                "/rewritten/marked/string");
    }

    private static void assertForgeryIsRefused(URI server, String target) throws IOException {
        SignedDelivery forged = SignedDelivery.unsigned("{\"event\":\"forged\"}".getBytes(StandardCharsets.UTF_8));

        HttpAnswer answer = RawHttp.sendTo(server, target, forged);

        assertThat(HostileReactiveApplication.REACHED)
                .as("%s, answered with %s", target, answer.text())
                .isEmpty();
        assertThat(answer.status()).as(target).matches(status -> status == 0 || status >= 400);
    }

    private void assertReachedOnce(URI server, String target) throws IOException {
        SignedDelivery signed = SignedDelivery.of(
                WebhookSecret.of(SECRET),
                "{\"event\":\"entry.update\",\"model\":\"a\",\"entry\":{\"title\":\"" + serial.incrementAndGet()
                        + "\"}}",
                Instant.now());

        HttpAnswer answer = RawHttp.sendTo(server, target, signed);

        assertThat(answer.status()).as("%s: %s", target, answer.text()).isEqualTo(200);
        assertThat(HostileReactiveApplication.REACHED).as(target).hasSize(1);
        assertThat(RawHttp.sendTo(server, target, signed).status())
                .as("a replay at %s", target)
                .isEqualTo(409);
        assertThat(HostileReactiveApplication.REACHED).as(target).hasSize(1);
    }

    private static ConfigurableApplicationContext start(Setup setup) {
        Map<String, String> properties = new TreeMap<>(setup.properties());
        properties.put("strapi.webhook.secret", SECRET);
        properties.put("strapi.webhook.path", HostileReactiveApplication.PATHS);
        return ReactiveServer.start(properties, beans -> {
            beans.registerBean(HostileReactiveApplication.class);
            setup.configuration().forEach(beans::registerBean);
        });
    }
}
