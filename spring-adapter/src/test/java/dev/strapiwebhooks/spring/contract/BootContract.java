package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.StrapiWebhook;
import dev.strapiwebhooks.spring.boot.StrapiWebhookFailureAnalyzer;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every property and annotation does on Spring Boot, servlet or reactive: it works, or it refuses the start. */
public abstract class BootContract {
    private static final String SECRET = "secret-of-the-boot-contract";
    private static final String OLD_SECRET = "old-secret-of-the-boot-contract";

    /** What is shown to work below, or is refused where it would have no effect. */
    private static final Set<String> SHOWN = Collections.synchronizedSet(new TreeSet<>());

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

    /** A handler, and what was told of it. */
    @RestController
    public static class Receiver implements WebhookListener {
        private final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();

        @PostMapping({"/webhooks/strapi", "/hooks/one"})
        public String receive(StrapiEvent event) {
            return "got " + event.name();
        }

        @Override
        public void finished(DeliveryReport report) {
            reports.add(report);
        }
    }

    /** A listener, and what it was called with. */
    public static class Listener {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @StrapiListener
        public void on(StrapiEvent event) {
            events.add(event.name());
        }
    }

    @Test
    @DisplayName("the properties of keys and endpoint work")
    void propertiesOfTheEndpoint() throws Exception {
        Receiver receiver = new Receiver();
        Map<String, String> properties = shown(Map.ofEntries(
                Map.entry("strapi.webhook.secrets[0].name", "new"),
                Map.entry("strapi.webhook.secrets[0].value", SECRET),
                Map.entry("strapi.webhook.secrets[1].name", "old"),
                Map.entry("strapi.webhook.secrets[1].value", OLD_SECRET),
                Map.entry("strapi.webhook.secrets[1].not-after", "2020-01-01T00:00:00Z"),
                Map.entry("strapi.webhook.path", "/hooks/one,/hooks/two"),
                Map.entry("strapi.webhook.name", "blog"),
                Map.entry("strapi.webhook.scheme", "timestamped"),
                Map.entry("strapi.webhook.bearer-token", "token-of-the-boot-contract"),
                Map.entry("strapi.webhook.tolerance", "20s"),
                Map.entry("strapi.webhook.max-body-size", "2KB"),
                Map.entry("strapi.webhook.body-timeout", "300ms"),
                Map.entry("strapi.webhook.max-concurrent-bodies", "1"),
                Map.entry("strapi.webhook.warn-after", "1ns"),
                Map.entry("strapi.webhook.accept-any-event-header", "true"),
                Map.entry("strapi.webhook.require-secure", "true"),
                Map.entry("strapi.webhook.trusted-proxies", "127.0.0.0/8"),
                Map.entry("strapi.webhook.replay", "memory"),
                Map.entry("strapi.webhook.replay-capacity", "1000")));
        try (ConfigurableApplicationContext context = start(properties, with(receiver))) {
            SignedDelivery fresh = proxied(SECRET, Instant.now());

            assertThat(send(context, "/hooks/one", fresh).status()).isEqualTo(200);
            DeliveryReport report = receiver.reports.poll(20, TimeUnit.SECONDS);
            assertThat(report).isNotNull();
            assertThat(report.endpoint()).isEqualTo("blog");
            assertThat(report.keyName()).contains("new");
            assertThat(report.isSlow()).isTrue();
            assertThat(code(context, "/hooks/one", fresh)).isEqualTo("REPLAY");
            assertThat(code(context, "/hooks/two", fresh)).isEqualTo("REPLAY");
            assertThat(code(context, "/hooks/one", proxied(OLD_SECRET, Instant.now())))
                    .isEqualTo("KEY_NOT_VALID");
            assertThat(code(context, "/hooks/one", proxied(SECRET, Instant.now().minusSeconds(60))))
                    .isEqualTo("STALE");
            assertThat(code(context, "/hooks/one", fresh.without("Authorization")))
                    .isEqualTo("MISSING_TOKEN");
            assertThat(code(context, "/hooks/one", fresh.without("X-Forwarded-Proto")))
                    .isEqualTo("INSECURE_TRANSPORT");
            assertThat(code(context, "/hooks/one", fresh.withBody(new byte[2049])))
                    .isEqualTo("BODY_TOO_LARGE");
            assertThat(send(
                                    context,
                                    "/hooks/one",
                                    proxied(SECRET, Instant.now()).with("X-Strapi-Event", "another"))
                            .status())
                    .isEqualTo(200);
            assertBodyLimits(context);
        }
    }

    private void assertBodyLimits(ConfigurableApplicationContext context) throws IOException {
        URI uri = uri(context, "/hooks/one");
        SignedDelivery dripping = proxied(SECRET, Instant.now());
        assertThat(RawHttp.sendDripping(uri, dripping, Duration.ofMillis(30)).code())
                .isEqualTo("BODY_TIMEOUT");
        SignedDelivery forged = dripping.with("X-Webhook-Signature", "sha256=" + "0".repeat(64));
        String code = "";
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!code.equals("OVERLOADED") && System.nanoTime() < end) {
            try (RawConnection stalled = RawConnection.open(uri)) {
                stalled.write(RawConnection.head(uri, dripping, "Content-Length: 1000\r\n"), new byte[] {'{'});
                code = code(context, "/hooks/one", forged);
            }
        }
        assertThat(code).isEqualTo("OVERLOADED");
    }

    @Test
    @DisplayName("names of headers and unit work, of the default endpoint and of others")
    void headersOfTheEndpoints() throws Exception {
        Map<String, String> properties = shown(Map.of(
                "strapi.webhook.secret", SECRET,
                "strapi.webhook.signature-header", "X-Sig",
                "strapi.webhook.timestamp-header", "X-Time",
                "strapi.webhook.timestamp-unit", "seconds",
                "strapi.webhook.endpoints.shop.secret", SECRET,
                "strapi.webhook.endpoints.shop.signature-header", "X-Shop"));
        try (ConfigurableApplicationContext context = start(properties, with(new Receiver()))) {
            TimestampedScheme<WebhookSecret> scheme = SignatureScheme.timestamped();
            WebhookSigner renamed = WebhookSigner.create(
                    scheme.withSignatureHeader("X-Sig")
                            .withTimestampHeader("X-Time")
                            .withTimestampUnit(TimestampedScheme.Unit.SECONDS),
                    WebhookSecret.of(SECRET));
            WebhookSigner shop = WebhookSigner.create(scheme.withSignatureHeader("X-Shop"), WebhookSecret.of(SECRET));

            assertThat(send(context, "/webhooks/strapi", signed(renamed)).status())
                    .isEqualTo(200);
            assertThat(code(context, "/webhooks/strapi", signed(shop))).isEqualTo("MISSING_SIGNATURE");
            assertThat(code(context, "/webhooks/shop", signed(renamed))).isEqualTo("MISSING_SIGNATURE");
            assertThat(send(context, "/webhooks/shop", signed(shop)).status())
                    .as("verified, no handler")
                    .isEqualTo(404);
        }
    }

    private SignedDelivery signed(WebhookSigner signer) {
        String body = "{\"event\":\"trigger-test\",\"serial\":" + serial.incrementAndGet() + "}";
        return SignedDelivery.of(signer, body.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    @Test
    @DisplayName("one secret and a listener are enough")
    void secretAndListener() throws Exception {
        Listener listener = new Listener();
        Map<String, String> properties = shown(Map.of("strapi.webhook.secret", SECRET));
        try (ConfigurableApplicationContext context =
                start(properties, beans -> beans.registerBean(Listener.class, () -> listener))) {
            assertThat(send(context, "/webhooks/strapi", signed(SECRET, Instant.now()))
                            .status())
                    .isEqualTo(204);
            assertThat(code(context, "/webhooks/strapi", signed(OLD_SECRET, Instant.now())))
                    .isEqualTo("SIGNATURE_MISMATCH");
        }
        assertThat(listener.events).containsExactly("trigger-test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // no effect without another one, or beside another one
                "rate-limit.period=2s|no effect",
                "redis.url=redis://localhost:6379|no effect",
                "redis.key-prefix=a|no effect",
                "redis.timeout=1s|no effect",
                "jdbc.url=jdbc:h2:mem:a|no effect",
                "jdbc.username=a|no effect",
                "jdbc.password=a|no effect",
                "jdbc.file=a|no effect",
                "jdbc.create-tables=true|no effect",
                "worker.threads=2|no effect",
                "worker.max-attempts=2|no effect",
                "worker.first-retry=2s|no effect",
                "worker.longest-retry=2s|no effect",
                "worker.ordering-delay=2s|no effect",
                "worker.poll-interval=2s|no effect",
                "worker.lease=2s|no effect",
                "worker.retention=2d|no effect",
                "worker.shutdown-timeout=2s|no effect",
                "worker.dead-letter-retention=2d|no effect",
                "worker.accept-risks=h2-in-memory|no effect",
                "worker.renamed-handlers[old.name]=new|no effect",
                "worker.retired-handlers[0]=old|no effect",
                "public-keys[0].value=a|no effect",
                // what they need is not there
                "rate-limit.per-client=5|Bucket4j is missing",
                "rate-limit.per-endpoint=5|Bucket4j is missing",
                "scheme=ed25519|strapi.webhook.public-keys is not set",
                "inbox=jdbc|strapi.webhook.inbox=jdbc needs",
                // wrong values
                "max-bytes-in-flight=1KB|maxBytesInFlight must be at least maxBodySize",
                "max-concurrent-bodies=0|maxConcurrentBodies must be at least 1",
                "warn-after=-1s|warnAfter must be positive",
                "tolerance=2h|tolerance must be from PT1S to PT1H",
                "max-body-size=1B|maxBodySize must be from 1024",
                "trusted-proxies=proxy.example|is not an IP address or network",
                "path=webhooks|each beginning with a slash",
                "scheme=canary-token|must be one of timestamped, ed25519, strapi-native, bearer-token",
                "replay=redis://:canary@localhost|must be one of memory, redis, jdbc",
                "inbox=canary|must be one of jdbc",
                // names that are none
                "paths=/hooks|Did you mean strapi.webhook.path?",
                "endpoint.shop.secret=a|there is no property",
                "endpoints.shop.paths=/a|Did you mean strapi.webhook.endpoints.*.path?",
                "max-body=1MB|Did you mean strapi.webhook.max-body-size?",
                "enabled=false|there is no property strapi.webhook.enabled",
                "worker.thread=2|Did you mean strapi.webhook.worker.threads?",
                "rate-limit=|is a group of others",
                "secrets[0].valu=a|Did you mean strapi.webhook.secrets[*].value?",
                // values that are none
                "bearer-token=${NOT_SET_ANYWHERE}|still holds a placeholder: NOT_SET_ANYWHERE",
                "name=a-${NOT_SET_ANYWHERE}|still holds a placeholder: NOT_SET_ANYWHERE"
            })
    @DisplayName("what has no effect, does not exist or is wrong refuses the start, and names the property")
    void refused(String assignment, String message) {
        String name = "strapi.webhook." + assignment.substring(0, assignment.indexOf('='));
        String value = assignment.substring(assignment.indexOf('=') + 1);

        Map<String, String> properties = shown(Map.of("strapi.webhook.secret", SECRET, name, value));
        if (name.endsWith(".inbox")) {
            properties.put("strapi.webhook.jdbc.url", "jdbc:h2:mem:contract");
            properties.put("strapi.webhook.worker.accept-risks", "h2-in-memory");
        }

        String description = refusal(properties, beans -> {});

        assertThat(description).contains(message).doesNotContain(SECRET, "canary");
        if (message.contains("no effect") || message.contains("Did you mean") || message.contains("placeholder")) {
            assertThat(description).contains(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"${STRAPI_WEBHOOK_SECRET_NOT_SET}", "${STRAPI_WEBHOOK_SECRET_NOT_SET:}", "x"})
    @DisplayName("a secret that is a placeholder, empty or short refuses the start")
    void secretThatIsNone(String secret) {
        String description = refusal(Map.of("strapi.webhook.secret", secret), beans -> {});

        assertThat(description).contains("strapi.webhook.secret");
        assertThat(description.contains("placeholder: STRAPI_WEBHOOK_SECRET_NOT_SET is not set"))
                .isEqualTo(secret.endsWith("SET}"));
    }

    @Test
    @DisplayName("properties beside a bean that takes their place refuse the start")
    void propertiesBesideBeans() {
        ApplicationContextInitializer<GenericApplicationContext> endpoint = beans -> beans.registerBean(
                WebhookEndpoint.class,
                () -> WebhookEndpoint.of(
                        WebhookVerifier.timestamped(WebhookSecret.of(SECRET)).build()));

        assertThat(refusal(Map.of("strapi.webhook.secret", SECRET), endpoint))
                .contains("strapi.webhook.secret", "has no effect", "WebhookEndpoint");
        assertThat(refusal(Map.of("strapi.webhook.require-secure", "true"), endpoint))
                .contains("strapi.webhook.require-secure", "has no effect", "WebhookEndpoint");
    }

    @Test
    @DisplayName("variables of the environment that only look alike do not count")
    void lookAlikesInTheEnvironmentDoNotCount() {
        Map<String, String> secret = Map.of("strapi.webhook.secret", SECRET);
        try (ConfigurableApplicationContext context = start(
                secret,
                beans -> beans.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of("STRAPI_WEBHOOK_SECRET_OLD", "x", "STRAPI_WEBHOOK_PATHS", "y"))))) {
            assertThat(context.isActive()).isTrue();
        }
    }

    @Test
    @DisplayName("what another source overrides, or leaves empty, is no mistake")
    void overriddenAndEmptyProperties() {
        Map<String, String> properties =
                Map.of("strapi.webhook.secret", "${NOT_SET_ANYWHERE}", "strapi.webhook.inbox", "");
        MapPropertySource test = new MapPropertySource("test", Map.of("strapi.webhook.secret", SECRET));
        try (ConfigurableApplicationContext context = start(
                properties, beans -> beans.getEnvironment().getPropertySources().addFirst(test))) {
            assertThat(context.isActive()).isTrue();
        }
    }

    /** A mark that nothing maps. */
    @StrapiWebhook
    public static class MarkedComponent {}

    /** A marked method that nothing maps. */
    @RestController
    public static class UnmappedMethod {
        @PostMapping("/mapped")
        public void mapped() {}

        @StrapiWebhook
        public void unmapped() {}
    }

    @Test
    @DisplayName("a mark on what nothing maps refuses the start, and names it")
    void marksWithoutEffect() {
        for (Class<?> marked : List.of(MarkedComponent.class, UnmappedMethod.class)) {
            String description =
                    refusal(Map.of("strapi.webhook.secret", SECRET), beans -> beans.registerBean("marked", marked));

            assertThat(description).contains("@StrapiWebhook on", marked.getSimpleName(), "has no effect");
        }
        assertThat(refusal(
                        Map.of("strapi.webhook.secret", SECRET, "spring.main.lazy-initialization", "true"),
                        beans -> beans.registerBean("marked", UnmappedMethod.class)))
                .contains("UnmappedMethod.unmapped()");
    }

    @Test
    @DisplayName("every property is in this test")
    void everyPropertyIsShown() throws Exception {
        propertiesOfTheEndpoint();
        secretAndListener();
        headersOfTheEndpoints();
        Set<String> names = new TreeSet<>();
        ClassLoader loader = StrapiWebhookFailureAnalyzer.class.getClassLoader();
        for (URL metadata : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream file = metadata.openStream()) { // Boot's own libraries have one, too
                for (JsonNode property : JsonMapper.shared().readTree(file).path("properties")) {
                    names.add(property.path("name").asString());
                }
            }
        }
        names.removeIf(name -> !name.startsWith("strapi."));

        assertThat(names).isNotEmpty();
        assertThat(SHOWN).containsAll(names);
    }

    /** What Boot would print instead of a stack trace. */
    private String refusal(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        Throwable failure = catchThrowable(() -> start(properties, beans).close());
        assertThat(failure).as("refused").isNotNull();
        return Objects.requireNonNull(new StrapiWebhookFailureAnalyzer().analyze(failure), failure.toString())
                .getDescription();
    }

    private static Map<String, String> shown(Map<String, String> properties) {
        properties.keySet().forEach(name -> SHOWN.add(name.replaceAll("\\[.*|(?<=\\.endpoints)\\..*", "")));
        return new TreeMap<>(properties);
    }

    private static ApplicationContextInitializer<GenericApplicationContext> with(Receiver receiver) {
        return beans -> beans.registerBean(Receiver.class, () -> receiver);
    }

    private static URI uri(ConfigurableApplicationContext context, String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    private static HttpAnswer send(ConfigurableApplicationContext context, String path, SignedDelivery delivery)
            throws IOException {
        return RawHttp.send(uri(context, path), delivery);
    }

    private static String code(ConfigurableApplicationContext context, String path, SignedDelivery delivery)
            throws IOException {
        return send(context, path, delivery).code();
    }

    private SignedDelivery proxied(String secret, Instant time) {
        return signed(secret, time)
                .with("Authorization", "Bearer token-of-the-boot-contract")
                .with("X-Forwarded-Proto", "https");
    }

    private SignedDelivery signed(String secret, Instant time) {
        return SignedDelivery.of(
                WebhookSecret.of(secret),
                "{\"event\":\"trigger-test\",\"serial\":" + serial.incrementAndGet() + "}",
                time);
    }
}
