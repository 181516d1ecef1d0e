package dev.strapiwebhooks.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.TestClock;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookSigner;
import dev.strapiwebhooks.verify.WebhookVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** One started server with everything a contract test turns: the clock, the replay store, the application. */
public final class ContractRig {
    static final String SECRET_TEXT = "lab-webhook-secret-0123456789abcdef";
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
    private final RunningServer server;

    ContractRig(AdapterContract adapter, UnaryOperator<WebhookEndpointBuilder> settings) throws Exception {
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .clock(clock)
                .replayGuard(guard)
                .build();
        WebhookEndpointBuilder endpoint =
                WebhookEndpoint.builder(verifier).maxBodySize(MAX_BODY_SIZE).listener(reports);
        server = adapter.start(settings.apply(endpoint).build(), application);
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
        assertThat(answer.text()).doesNotContain(SECRET_TEXT);
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
}
