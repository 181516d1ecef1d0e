package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.inbox.Inbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class LoggingListenerTest {
    private static final String CANARY = "canary-0123456789abcdef";
    private static final WebhookSecret SECRET = WebhookSecret.of(CANARY);

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(
                    WebhookVerifier.timestamped(SECRET).build())
            .nanoTime(nanos::get)
            .build();

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
    }

    @Test
    void everyRequestIsOneLineAtALevelThatFits() {
        accept("{\"event\":\"trigger-test\"}").settle(Outcome.answered(204));
        accept("{\"event\":\"trigger-test\",\"n\":1}")
                .settle(Outcome.threw(new IllegalStateException("database is down")));
        receive("{\"event\":\"x\"}", Instant.now(), Map.of("X-Webhook-Signature", "sha256=" + "0".repeat(64)));
        receive("{\"event\":\"x\"}", Instant.now().minusSeconds(3600), Map.of());
        receive("{\"event\":\"x\"}", Instant.now(), Map.of("X-Strapi-Event", CANARY));

        assertThat(log.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.INFO, Level.ERROR, Level.INFO, Level.WARN, Level.WARN);
        assertThat(lines().get(0)).contains("handled: trigger-test").doesNotContain("took");
        assertThat(lines().get(1)).contains("failed in the application: trigger-test");
        assertThat(log.list.get(1).getThrowableProxy().getMessage()).isEqualTo("database is down");
        assertThat(lines().get(2)).contains("SIGNATURE_MISMATCH");
        assertThat(lines().get(3)).contains("STALE", "PT1H");
        assertThat(lines().get(4)).contains("EVENT_HEADER_MISMATCH");
    }

    @Test
    void theFactsAreKeyValuePairs() {
        String body =
                "{\"event\":\"entry.create\",\"model\":\"a\",\"uid\":\"api::a.a\",\"entry\":{\"documentId\":\"d1\"}}";
        WebhookDelivery delivery = accept(body);
        nanos.set(Duration.ofMillis(7).toNanos());
        delivery.settle(Outcome.answered(204));
        receive(body, Instant.now(), Map.of("X-Webhook-Signature", "sha256=00"));

        assertThat(facts(0))
                .containsEntry("endpoint", "default")
                .containsEntry("verdict", "handled")
                .containsEntry("event", "entry.create")
                .containsEntry("uid", "api::a.a")
                .containsEntry("documentId", "d1")
                .containsEntry("key", "default")
                .containsEntry("bytes", Integer.toString(body.length()))
                .containsEntry("duration_ms", "7.0")
                .containsKey("skew_ms")
                .doesNotContainKey("reason");
        assertThat(facts(1)).containsEntry("verdict", "rejected").containsEntry("reason", "MALFORMED_SIGNATURE");
    }

    @Test
    void aFaultOfTheSetUpIsAnError() {
        FakeRequest consumed = new FakeRequest(new byte[0]).with("Content-Type", "application/json");
        WebhookSigner.timestamped(SECRET).sign(new byte[0], Instant.now()).forEach(consumed::with);
        consumed.declared = 10;

        endpoint.receive(consumed);

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302|the application answered 302, and Strapi follows redirects and takes them for success: trigger-test",
                "403|the application answered 403, so something behind the verifier asks for a login: trigger-test",
                "404|the application answered 404, no handler for this path: trigger-test",
                "405|the application answered 405, no handler for POST at this path: trigger-test",
                "409|the application answered 409: trigger-test"
            })
    void whatTheApplicationDeclinesIsAWarningWithAHint(int status, String message) {
        accept("{\"event\":\"trigger-test\"}").settle(Outcome.answered(status));

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        assertThat(lines()).containsExactly("Strapi webhook declined, " + message);
        assertThat(facts(0)).containsEntry("verdict", "declined").containsEntry("status", Integer.toString(status));
    }

    @Test
    void whatNobodyTakesIsNoWarning() {
        accept("{\"event\":\"trigger-test\"}").settle(Outcome.ignored());

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO);
        assertThat(lines()).containsExactly("Strapi webhook ignored, no handler takes this event: trigger-test");
    }

    @Test
    void whatIsStoredIsNamedByItsNumberInTheInbox() {
        Inbox inbox = mock(Inbox.class);
        when(inbox.store(any(), any(), any())).thenReturn(OptionalLong.of(17));
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(SECRET).replayCheckedByCaller().build();

        Admission unused = WebhookEndpoint.builder(verifier)
                .inbox(inbox)
                .build()
                .receive(request("{\"event\":\"trigger-test\"}", Instant.now()));

        assertThat(lines()).containsExactly("Strapi webhook 17 stored: trigger-test");
        assertThat(facts(0)).containsEntry("delivery", "17").containsEntry("verdict", "stored");
    }

    @Test
    void aSlowHandlerIsAWarning() {
        WebhookDelivery inTime = accept("{\"event\":\"a\"}");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        inTime.settle(Outcome.answered(204));
        WebhookDelivery slow = accept("{\"event\":\"b\"}");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() + 1);
        slow.settle(Outcome.answered(204));

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.WARN);
        assertThat(lines().get(1)).contains("the handler took 5000.0 ms", "Strapi gives up after 10 s");
    }

    @Test
    void neitherSecretNorSignatureNorUnverifiedContentIsEverLogged() {
        Map<String, String> signed = WebhookSigner.timestamped(SECRET).sign(bytes("{\"event\":\"a\"}"), Instant.now());
        String signature = signed.getOrDefault("X-Webhook-Signature", "");
        receive("{\"event\":\"a\"}", Instant.now(), signed);
        receive("{\"event\":\"" + CANARY, Instant.now(), Map.of());
        receive(CANARY, Instant.now(), Map.of("X-Webhook-Signature", CANARY));
        receive(CANARY, Instant.now(), Map.of("X-Webhook-Timestamp", CANARY));
        receive(CANARY, Instant.now(), Map.of("X-Webhook-Signature", "sha256=" + "0".repeat(64)));

        assertThat(lines())
                .hasSize(4)
                .noneMatch(line -> line.contains(CANARY) || line.contains(signature.substring(7)));
        assertThat(log.list.toString() + facts(0) + facts(3)).doesNotContain(CANARY, signature.substring(7));
    }

    @Test
    void aLineBreakInANameCannotForgeALine() {
        accept("{\"event\":\"a\\nERROR all is lost\\u202e\\u2028\"}").settle(Outcome.answered(204));

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("a?ERROR all is lost??")
                .doesNotContain("\n");
        assertThat(facts(0)).containsEntry("event", "a?ERROR all is lost??");
    }

    @Test
    void aMegabyteInANameCannotFillTheDisk() {
        accept("{\"event\":\"entry.create\",\"uid\":\"" + "u".repeat(1_000_000)
                        + "\",\"model\":\"a\",\"entry\":{\"documentId\":\"" + "d".repeat(1_000_000) + "\"}}")
                .settle(Outcome.answered(204));
        accept("{\"event\":\"" + "e".repeat(1_000_000) + "\"}").settle(Outcome.answered(204));

        assertThat(lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(300).endsWith("…"));
        assertThat(facts(0).values()).allSatisfy(fact -> assertThat(fact).hasSizeLessThan(300));
        assertThat(facts(1).values()).allSatisfy(fact -> assertThat(fact).hasSizeLessThan(300));
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private Map<String, String> facts(int line) {
        return log.list.get(line).getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }

    private WebhookDelivery accept(String body) {
        return (WebhookDelivery) receive(body, Instant.now(), Map.of());
    }

    private Admission receive(String body, Instant time, Map<String, String> changed) {
        FakeRequest request = request(body, time);
        changed.forEach(request::with);
        return endpoint.receive(request);
    }

    private static FakeRequest request(String body, Instant time) {
        FakeRequest request = new FakeRequest(bytes(body)).with("Content-Type", "application/json");
        WebhookSigner.timestamped(SECRET).sign(bytes(body), time).forEach(request::with);
        return request;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
