package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.spring.StrapiWebhook;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Applications set up in ways in which a guard is easily left out: a request without a signature reaches no handler. */
class HostileSetupsTest {
    private static final String SECRET = "secret-of-the-hostile-test";

    private final AtomicInteger serial = new AtomicInteger();

    record Setup(String name, Map<String, String> properties, List<Class<?>> configuration) {
        /** Where handlers of Spring MVC are, and where servlets. */
        String prefix(String path) {
            String context = properties.getOrDefault("server.servlet.context-path", "");
            boolean servlet = path.matches("/(servlet|catch|folder)/.*");
            return servlet ? context : context + properties.getOrDefault("spring.mvc.servlet.path", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Setup> setups() {
        return Stream.of(
                new Setup("usual", Map.of(), List.of()),
                new Setup(
                        "AntPathMatcher by property",
                        Map.of("spring.mvc.pathmatch.matching-strategy", "ant_path_matcher"),
                        List.of()),
                new Setup("AntPathMatcher by code", Map.of(), List.of(NoPatternParser.class)),
                new Setup("WebMvcConfigurationSupport", Map.of(), List.of(OwnMvc.class)),
                new Setup("own handler mapping", Map.of(), List.of(OwnMapping.class)),
                new Setup(
                        "context path and servlet path",
                        Map.of("server.servlet.context-path", "/app", "spring.mvc.servlet.path", "/mvc"),
                        List.of()),
                new Setup("lazy beans", Map.of("spring.main.lazy-initialization", "true"), List.of()));
    }

    @Configuration(proxyBeanMethods = false)
    static class NoPatternParser implements WebMvcConfigurer {
        @Override
        public void configurePathMatch(PathMatchConfigurer paths) {
            paths.setPatternParser(null);
        }
    }

    @Configuration
    static class OwnMvc extends WebMvcConfigurationSupport {}

    @Configuration(proxyBeanMethods = false)
    static class OwnMapping {
        @Bean
        RequestMappingHandlerMapping ownMapping() {
            RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
            mapping.setOrder(-5);
            mapping.setPatternParser(null);
            return mapping;
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void noSpellingReachesAHandlerWithoutASignatureAndASignedDeliveryReachesItOnce(Setup setup) throws Exception {
        try (ConfigurableApplicationContext context = start(setup)) {
            for (String path : handlers().toList()) {
                HostileApplication.REACHED.clear();
                String target = setup.prefix(path) + path;
                for (String spelling : PathSpellings.of(target).toList()) {
                    assertForgeryIsRefused(server(context), spelling);
                }
                // Frameworks bind parameters to constructors, and decode what is encoded twice.
                assertForgeryIsRefused(server(context), target + "?name=made-up&envelope.name=made-up");
                assertForgeryIsRefused(server(context), setup.prefix(path) + path.replace("/strapi", "/%252e%252e"));
                assertReachedOnce(server(context), target);
            }
        }
    }

    @Test
    void anErrorPageOnAGuardedPathIsNotReachedWithoutASignature() throws Exception {
        // The one is of Boot 3.5, the other of 4.1.
        Map<String, String> errorPage =
                Map.of("server.error.path", "/webhooks/strapi", "spring.web.error.path", "/webhooks/strapi");
        try (ConfigurableApplicationContext context = start(new Setup("error page", errorPage, List.of()))) {
            HostileApplication.REACHED.clear();
            assertForgeryIsRefused(server(context), "/open/error");
            assertForgeryIsRefused(server(context), "/no/such/path");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedFunction {
        @Bean
        @StrapiWebhook
        HandlerFunction<ServerResponse> marked() {
            return request -> ServerResponse.ok().build();
        }

        @Bean
        RouterFunction<ServerResponse> route(HandlerFunction<ServerResponse> marked) {
            return RouterFunctions.route()
                    .POST("/marked", marked)
                    .before(q -> q)
                    .build();
        }
    }

    @Test
    void aMarkThatARouterHidesRefusesTheStart() {
        Throwable failure =
                catchThrowable(() -> start(new Setup("marked function", Map.of(), List.of(MarkedFunction.class))));

        assertThat(BootServer.messages(failure)).contains("@StrapiWebhook on bean marked", "strapi.webhook.path");
    }

    private static void assertForgeryIsRefused(URI server, String target) throws IOException {
        SignedDelivery forged = SignedDelivery.unsigned("{\"event\":\"forged\"}".getBytes(StandardCharsets.UTF_8));

        HttpAnswer answer = RawHttp.sendTo(server, target, forged);

        assertThat(HostileApplication.REACHED)
                .as("%s, answered with %s", target, answer.text())
                .isEmpty();
        assertThat(answer.status()).as(target).matches(status -> status == 0 || status >= 400);
    }

    private void assertReachedOnce(URI server, String target) throws IOException {
        SignedDelivery signed = signed();

        HttpAnswer answer = RawHttp.sendTo(server, target, signed);

        assertThat(answer.status()).as("%s: %s", target, answer.text()).isEqualTo(200);
        assertThat(HostileApplication.REACHED)
                .as(target)
                .singleElement()
                .asString()
                .contains("genuine");
        assertThat(RawHttp.sendTo(server, target, signed).status())
                .as("a replay at %s", target)
                .isIn(409, 500); // 500: included, where the container would hide the 409
        assertThat(HostileApplication.REACHED).as(target).hasSize(1);
    }

    private static Stream<String> handlers() {
        return Stream.of(
                "/webhooks/strapi",
                "/marked/string",
                "/marked/later",
                "/taking/event",
                "/open/forward",
                "/open/forward-to-marked",
                "/open/include",
                "/handlers/http",
                "/taking/optional",
                "/marked/timeout",
                "/bean/marked",
                "/scoped/marked",
                "/folder/strapi",
                "/routed/strapi",
                "/looks/strapi",
                "/servlet/strapi",
                "/catch/strapi");
    }

    private SignedDelivery signed() {
        return SignedDelivery.of(
                WebhookSecret.of(SECRET), "{\"event\":\"genuine-" + serial.incrementAndGet() + "\"}", Instant.now());
    }

    private static ConfigurableApplicationContext start(Setup setup) {
        Map<String, String> properties = new TreeMap<>(setup.properties);
        properties.put("strapi.webhook.secret", SECRET);
        properties.put("strapi.webhook.path", HostileApplication.PATHS);
        return BootServer.start(properties, beans -> register(beans, setup));
    }

    private static void register(GenericApplicationContext beans, Setup setup) {
        beans.registerBean(HostileApplication.class);
        setup.configuration.forEach(beans::registerBean);
    }

    private static URI server(ConfigurableApplicationContext context) throws IOException {
        return URI.create("http://127.0.0.1:" + BootServer.port(context));
    }
}
