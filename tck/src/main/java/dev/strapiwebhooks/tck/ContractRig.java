package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.metrics.MicrometerListener;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One started server with everything a contract test turns: the clock, the replay store, the application. */
public final class ContractRig {
    static final String SECRET_TEXT = "lab-webhook-secret-0123456789abcdef";
    static final String PREVIOUS_SECRET_TEXT = "lab-previous-secret-0123456789abcd";
    static final String ENDED_SECRET_TEXT = "lab-ended-secret-0123456789abcdef0";
    static final List<String> SECRETS = List.of(SECRET_TEXT, PREVIOUS_SECRET_TEXT, ENDED_SECRET_TEXT);
    static final WebhookSecret SECRET = WebhookSecret.of(SECRET_TEXT);
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    static final String SIGNATURE = "X-Webhook-Signature";
    static final String TIMESTAMP = "X-Webhook-Timestamp";
    static final int MAX_BODY_SIZE = 64 * 1024;

    private final TestClock clock = new TestClock(START);
    private final SwitchableGuard guard = new SwitchableGuard(clock);
    private final ContractApplication application = new ContractApplication();
    private final AtomicInteger serial = new AtomicInteger();
    private final ReportRecorder reports = new ReportRecorder();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AdapterContract adapter;
    private final ContractSetup setup;
    private RunningServer server;

    ContractRig(AdapterContract adapter, Duration idleTime, UnaryOperator<WebhookEndpointBuilder> settings)
            throws Exception {
        this(adapter, idleTime, settings, WebhookVerifierBuilder::replayGuard);
    }

    private ContractRig(
            AdapterContract adapter,
            Duration idleTime,
            UnaryOperator<WebhookEndpointBuilder> settings,
            BiFunction<WebhookVerifierBuilder, ReplayGuard, WebhookVerifierBuilder> replay)
            throws Exception {
        this.adapter = adapter;
        WebhookVerifierBuilder verifier =
                WebhookVerifier.builder(SignatureScheme.timestamped(), keys()).clock(clock);
        WebhookEndpointBuilder endpoint = WebhookEndpoint.builder(
                        replay.apply(verifier, guard).build())
                .maxBodySize(MAX_BODY_SIZE)
                .listener(reports)
                .listener(new MicrometerListener(meters));
        setup = new ContractSetup(settings.apply(endpoint).build(), application, idleTime);
        server = adapter.start(setup);
    }

    static ContractRig withInbox(AdapterContract adapter, Inbox inbox) throws Exception {
        return new ContractRig(
                adapter,
                ContractSetup.USUAL_IDLE_TIME,
                endpoint -> endpoint.inbox(inbox),
                (verifier, guard) -> verifier.replayCheckedByCaller());
    }

    private static KeyProvider<WebhookSecret> keys() {
        return KeyProvider.of(
                NamedKey.of("default", SECRET),
                NamedKey.of("previous", WebhookSecret.of(PREVIOUS_SECRET_TEXT)),
                NamedKey.of("ended", WebhookSecret.of(ENDED_SECRET_TEXT)).notAfter(START.minusSeconds(1)));
    }

    /** Stops the server and starts it again, with the same store, on another port. */
    void restart() throws Exception {
        server.stop();
        server = adapter.start(setup);
    }

    void reset() {
        clock.set(START);
        guard.comeBack();
        application.reset();
        reports.reset();
    }

    void stop() throws Exception {
        server.stop();
    }

    TestClock clock() {
        return clock;
    }

    ReportRecorder reports() {
        return reports;
    }

    MeterRegistry meters() {
        return meters;
    }

    SwitchableGuard guard() {
        return guard;
    }

    /**
     * The application behind the adapter.
     *
     * @return the recorder
     */
    public ContractApplication application() {
        return application;
    }

    /**
     * Where the server is.
     *
     * @return the webhook's URL
     */
    public URI uri() {
        return server.uri();
    }

    /**
     * A delivery that was never sent before, signed at the clock's time.
     *
     * @return an {@code entry.update}
     */
    public SignedDelivery fresh() {
        return signed("{\"event\":\"entry.update\",\"createdAt\":\"" + clock.instant()
                + "\",\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"id\":"
                + serial.incrementAndGet() + ",\"title\":\"Zoë – 東京 🎉\"}}");
    }

    SignedDelivery signed(String body) {
        return signed(body.getBytes(StandardCharsets.UTF_8), clock.instant());
    }

    SignedDelivery signed(byte[] body, Instant time) {
        return SignedDelivery.of(WebhookSigner.timestamped(SECRET), body, time);
    }

    /** Signed over a timestamp that no signer would write. */
    SignedDelivery signedAs(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET_TEXT.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return SignedDelivery.unsigned(body)
                    .with(SIGNATURE, "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                    .with(TIMESTAMP, timestamp);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must provide HmacSHA256", e);
        }
    }

    HttpAnswer send(SignedDelivery delivery) throws IOException {
        return RawHttp.send(uri(), delivery);
    }

    /**
     * Sends, and checks what holds for every refusal: a clear answer, no handler call, nothing given away.
     *
     * @param delivery what to send
     * @return the answer
     * @throws IOException when the server does not answer
     */
    public HttpAnswer refused(SignedDelivery delivery) throws IOException {
        int before = application.calls();
        HttpAnswer answer = send(delivery);
        assertThat(answer.status()).as("status of %s", answer.text()).isBetween(400, 499);
        assertThat(application.calls()).as("handler calls").isEqualTo(before);
        assertThat(answer.text()).doesNotContain(SECRETS);
        return answer;
    }

    /**
     * Sends, and checks which refusal it is.
     *
     * @param delivery what to send
     * @param status the expected status
     * @param code the expected code
     * @throws IOException when the server does not answer
     */
    public void refused(SignedDelivery delivery, int status, String code) throws IOException {
        HttpAnswer answer = refused(delivery);
        assertThat(answer.status()).as("status of %s", answer.text()).isEqualTo(status);
        boolean bodiless = delivery.method().equals("HEAD");
        assertThat(answer.code()).isEqualTo(bodiless ? "" : code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    /**
     * Sends, and checks that the application was called once and answered with success.
     *
     * @param delivery what to send
     * @return the answer
     * @throws IOException when the server does not answer
     */
    public HttpAnswer accepted(SignedDelivery delivery) throws IOException {
        int before = application.calls();
        HttpAnswer answer = send(delivery);
        assertThat(answer.status()).as("status of %s", answer.text()).isBetween(200, 299);
        assertThat(application.calls()).as("handler calls").isEqualTo(before + 1);
        return answer;
    }

    /**
     * Sends, drops the connection while the handler works, checks that a resend is refused meanwhile, and lets the handler
     * end its work.
     *
     * @param target where to
     * @param delivery what to send
     * @return what the endpoint was told in the end
     * @throws Exception when the handler is not called or nothing is reported
     */
    public DeliveryReport resetWhileHandled(URI target, SignedDelivery delivery) throws Exception {
        reports.reset();
        Pause pause = application.nextPauses();
        try (RawConnection connection = RawConnection.open(target)) {
            String length = "Content-Length: " + delivery.body().length + "\r\n";
            connection.write(RawConnection.head(target, delivery, length), delivery.body());
            pause.awaitBegun();
            connection.reset();
        }
        refused(delivery, 409, "REPLAY");
        pause.end();
        return reports.awaitOutcome();
    }
}
