package dev.strapiwebhooks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

@DisplayName("Spring MVC without Boot: @EnableStrapiWebhooks alone")
class PlainSpringTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("spring-test-secret-0123");
    private static final String ARTICLE =
            "{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"id\":%d,\"title\":\"Hi\"}}";

    private static Server server = new Server();
    private static int serial;

    record Article(long id, String title) {}

    @BeforeAll
    static void start() throws Exception {
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.register(Config.class, Controller.class);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new DispatcherServlet(spring)), "/");
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void eventsSubtypesAndEntriesAreArguments() throws IOException {
        SignedDelivery delivery = signed(ARTICLE);

        assertThat(send("/webhooks/strapi", delivery).text()).endsWith("entry.publish Hi");
        assertThat(send("/webhooks/strapi", delivery).code()).isEqualTo("REPLAY");
        assertThat(send("/webhooks/strapi", delivery.with("X-Webhook-Signature", "x"))
                        .code())
                .isEqualTo("MALFORMED_SIGNATURE");
    }

    @Test
    void aMarkedHandlerIsVerifiedOnItsOwnPath() throws IOException {
        assertThat(send("/marked", SignedDelivery.unsigned(new byte[] {'{', '}'}))
                        .code())
                .isEqualTo("MISSING_SIGNATURE");
        assertThat(send("/marked", signed("{\"event\":\"trigger-test\",\"n\":%d}"))
                        .text())
                .endsWith("got trigger-test");
    }

    @Test
    void aMarkedHandlerBehindAnInterfaceProxyIsVerified() throws Exception {
        ByInterface proxied = (ByInterface) new ProxyFactory(new Implementation()).getProxy();
        HandlerMethod handler = new HandlerMethod(proxied, ByInterface.class.getMethod("receive"));
        WebhookEndpoint endpoint =
                WebhookEndpoint.of(WebhookVerifier.timestamped(SECRET).build());
        MockHttpServletResponse response = new MockHttpServletResponse();

        boolean passed = new StrapiWebhookInterceptor(endpoint, WebhookPaths.of(List.of("/elsewhere")))
                .preHandle(new MockHttpServletRequest("POST", "/here"), response, handler);

        assertThat(passed).isFalse();
        assertThat(response.getStatus()).isEqualTo(415);
    }

    interface ByInterface {
        void receive();
    }

    static final class Implementation implements ByInterface {
        @Override
        @StrapiWebhook
        public void receive() {
            throw new AssertionError("not verified");
        }
    }

    @Test
    void anotherKindOfEventIsIgnoredOrNull() throws IOException {
        SignedDelivery delivery = signed("{\"event\":\"trigger-test\",\"n\":%d}");
        assertThat(send("/webhooks/strapi", delivery).status()).isEqualTo(204);
        assertThat(send("/webhooks/strapi", delivery).code())
                .as("ignored, not failed")
                .isEqualTo("REPLAY");
        assertThat(send("/nullable", signed("{\"event\":\"trigger-test\",\"n\":%d}"))
                        .text())
                .endsWith("no entry event");
        SignedDelivery misfit = signed(ARTICLE.replace("\"Hi\"", "[]"));
        for (int i = 0; i < 2; i++) {
            HttpAnswer answer = send("/webhooks/strapi", misfit);
            assertThat(answer.status()).as("an entry that does not fit").isEqualTo(422);
            assertThat(answer.code()).as("each time, not a replay").isEqualTo("ENTRY_MISMATCH");
            assertThat(answer.text()).contains("does not fit Article at title: array for String");
        }
    }

    @Test
    void aHandlerThatTakesAnEventIsGuardedWhereverItIs() throws IOException {
        assertThat(send("/unmarked", SignedDelivery.unsigned(new byte[] {'{', '}'}))
                        .code())
                .isEqualTo("MISSING_SIGNATURE");
        assertThat(send("/unmarked", signed(ARTICLE)).text()).endsWith("entry.publish");
    }

    @Test
    void theBodyCanBeReadWithoutAFilter() throws IOException {
        String body = ARTICLE.replace("Hi", "Zoë");

        assertThat(send("/body", signed(body)).text()).contains("\"title\":\"Zoë\"");
        assertThat(send("/body", SignedDelivery.unsigned(new byte[] {'{', '}'})).code())
                .isEqualTo("MISSING_SIGNATURE");
    }

    @Test
    void otherPathsAreNotTouched() throws IOException {
        assertThat(send("/other", SignedDelivery.unsigned(new byte[] {'x'})).text())
                .endsWith("other");
    }

    @Test
    void aFailureGivesTheDeliveryBack() throws IOException {
        for (String event : List.of("fail-quietly", "fail-loudly")) {
            SignedDelivery delivery = signed("{\"event\":\"" + event + "\",\"n\":%d}");
            assertThat(send("/marked", delivery).status()).isGreaterThanOrEqualTo(500);
            assertThat(send("/marked", delivery).status()).as("not a replay").isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void pathsMatchMoreThanHandlersDo() {
        WebhookPaths paths = WebhookPaths.of(List.of("/webhooks/strapi", "/hooks/**"));

        assertThat(List.of(
                        "/webhooks/strapi", "/webhooks/strapi/", "//webhooks///strapi", "/WEBHOOKS/strapi", "/hooks/a"))
                .allMatch(path -> paths.match(path));
        assertThat(List.of("/", "/webhooks", "/webhooks/strapi/more", "/other")).noneMatch(path -> paths.match(path));
    }

    @Test
    void pathsAreChecked() {
        assertThatThrownBy(() -> WebhookPaths.of(List.of())).hasMessageContaining("one or more");
        assertThatThrownBy(() -> WebhookPaths.of(List.of("webhooks"))).hasMessageContaining("slash");
        for (String odd :
                List.of("/webhooks/strapi/", "//webhooks/strapi", "/%77ebhooks/strapi", "/webhooks/./strapi")) {
            assertThatThrownBy(() -> WebhookPaths.of(List.of(odd)))
                    .hasMessageContaining("would match no request")
                    .hasMessageEndingWith("/webhooks/strapi");
        }
        assertThat(WebhookPaths.of(List.of("/", "/hooks/{name}/**", "/{*rest}")).patterns())
                .hasSize(3);
    }

    private static HttpAnswer send(String path, SignedDelivery delivery) throws IOException {
        return RawHttp.send(URI.create("http://127.0.0.1:" + server.getURI().getPort() + path), delivery);
    }

    private static SignedDelivery signed(String body) {
        serial++;
        return SignedDelivery.of(SECRET, String.format(body, serial), Instant.now());
    }

    @Configuration
    @EnableWebMvc
    @EnableStrapiWebhooks
    static class Config {
        @Bean
        WebhookEndpoint endpoint() {
            return WebhookEndpoint.of(WebhookVerifier.timestamped(SECRET).build());
        }
    }

    @RestController
    static class Controller {
        @PostMapping("/webhooks/strapi")
        String article(EntryEvent event, @StrapiEntry Article article) {
            return event.name() + " " + article.title();
        }

        @StrapiWebhook
        @PostMapping("/marked")
        ResponseEntity<String> marked(StrapiEvent event) {
            if (event.name().equals("fail-loudly")) {
                throw new IllegalStateException(event.name());
            }
            HttpStatus status = event.name().equals("fail-quietly") ? HttpStatus.BAD_GATEWAY : HttpStatus.OK;
            return ResponseEntity.status(status).body("got " + event.name());
        }

        @StrapiWebhook
        @PostMapping("/nullable")
        String nullable(@Nullable EntryEvent event) {
            return event == null ? "no entry event" : "entry event";
        }

        @PostMapping("/unmarked")
        String unmarked(StrapiEvent event) {
            return event.name();
        }

        @StrapiWebhook
        @PostMapping(value = "/body", produces = "text/plain;charset=utf-8")
        String body(@RequestBody String body) {
            return body;
        }

        @PostMapping("/other")
        String other() {
            return "other";
        }
    }
}
