package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.event.EventReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointTrafficTest extends EndpointFixture {
    @ParameterizedTest
    @CsvSource({"PT0.001S, 1", "PT1S, 1", "PT1.001S, 2", "PT90S, 90"})
    void overTheRateLimitWaitingTimesAreWholeSecondsRoundedUp(Duration wait, String header) {
        WebhookEndpoint limited = WebhookEndpoint.builder(verifier())
                .rateLimit(client -> wait)
                .listener(listener)
                .build();

        Answered refusal = (Answered) limited.receive(signed(BODY));

        assertThat(code(refusal)).isEqualTo("RATE_LIMITED");
        assertThat(refusal.response().status()).isEqualTo(429);
        assertThat(refusal.response().headers()).containsEntry("Retry-After", header);
        assertThat(new String(refusal.response().body(), StandardCharsets.UTF_8))
                .contains("\"code\":\"RATE_LIMITED\"");
        assertThat(verdicts()).containsExactly(Verdict.REJECTED);
    }

    @Test
    void theRateIsTakenFirstAndOfTheClientBehindAProxy() {
        List<String> clients = new ArrayList<>();
        WebhookEndpoint limited = WebhookEndpoint.builder(verifier())
                .rateLimit(client -> {
                    clients.add(client);
                    return Duration.ZERO;
                })
                .trustedProxies(TrustedProxies.of("127.0.0.1"))
                .requireSecure()
                .build();
        FakeRequest plain = signed(BODY);
        plain.method = "GET";

        assertThat(code(limited.receive(plain))).isEqualTo("INSECURE_TRANSPORT");
        assertThat(limited.receive(
                        signed(BODY).with("X-Forwarded-For", "198.51.100.7").with("X-Forwarded-Proto", "https")))
                .isInstanceOf(WebhookDelivery.class);
        assertThat(clients).containsExactly("127.0.0.1", "198.51.100.7");
    }

    @Test
    void whatIsSecureComesFromTheConnectionOrATrustedProxy() {
        WebhookEndpoint secure =
                WebhookEndpoint.builder(verifier()).requireSecure().build();
        FakeRequest request = signed(BODY).with("X-Forwarded-Proto", "https");

        assertThat(code(secure.receive(request))).isEqualTo("INSECURE_TRANSPORT");
        request.secure = true;
        assertThat(secure.receive(request)).isInstanceOf(WebhookDelivery.class);
    }

    @Test
    void slowHandlersAreReportedFromTheLimitOn() {
        AtomicLong nanos = new AtomicLong(1000);
        WebhookEndpoint watched = WebhookEndpoint.builder(verifier())
                .warnAfter(Duration.ofNanos(500))
                .nanoTime(nanos::get)
                .listener(listener)
                .build();

        for (long took : new long[] {500, 501}) {
            nanos.set(1000);
            WebhookDelivery delivery = (WebhookDelivery) watched.receive(signed(utf8("{\"event\":\"e" + took + "\"}")));
            nanos.addAndGet(took);
            delivery.settle(Outcome.answered(204));
        }

        assertThat(reports()).extracting(DeliveryReport::isSlow).containsExactly(false, true);
        assertThat(reports().get(0).duration()).isEqualTo(Duration.ofNanos(500));
        assertThat(reports().get(1).handling()).contains(Duration.ofNanos(501));
        assertThat(reports().get(0).skew()).contains(Duration.ZERO);
    }

    @Test
    void settingsCanBeReadByAdapters() {
        WebhookEndpoint set = WebhookEndpoint.builder(verifier())
                .maxBodySize(2048)
                .bodyTimeout(Duration.ofSeconds(7))
                .build();

        assertThat(((PendingBody) set.begin(signed(BODY))).timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(set.maxBodySize()).isEqualTo(2048);
        assertThat(verifier().clock().millis()).isEqualTo(NOW.toEpochMilli());
        assertThatThrownBy(() -> WebhookEndpoint.builder(verifier()).bodyTimeout(Duration.ZERO))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> WebhookEndpoint.builder(verifier()).warnAfter(Duration.ofSeconds(-1)))
                .hasMessageContaining("PT-1S");
    }

    @Test
    void settingSomethingTwiceIsAMistake() {
        WebhookEndpointBuilder builder = WebhookEndpoint.builder(verifier())
                .rateLimit(client -> Duration.ZERO)
                .trustedProxies(TrustedProxies.of("127.0.0.1"))
                .eventReader(EventReader.create())
                .warnAfter(Duration.ofSeconds(1));

        assertThatThrownBy(() -> builder.rateLimit(client -> Duration.ZERO)).hasMessageContaining("twice");
        assertThatThrownBy(() -> builder.trustedProxies(TrustedProxies.of("127.0.0.1")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> builder.warnAfter(Duration.ofSeconds(1))).hasMessageContaining("twice");
        assertThatThrownBy(() -> builder.bodyTimeout(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
    }

    @Test
    void textForms() {
        assertThat(endpoint.receive(signed(utf8("{\"event\":\"a\"}")))).hasToString("a");
        ((WebhookDelivery) endpoint.receive(signed(BODY))).settle(Outcome.answered(204));
        assertThat(endpoint.receive(signed(BODY)).toString()).startsWith("REPLAY");
        FakeRequest broken = signed(BODY);
        broken.headersFail = true;
        assertThat(endpoint.receive(broken).toString()).startsWith("503 {");
    }

    @Test
    void theSkewIsReported() {
        byte[] body = utf8("{\"event\":\"trigger-test\",\"n\":2}");
        FakeRequest early = new FakeRequest(body).with("Content-Type", "application/json");
        WebhookSigner.timestamped(SECRET).sign(body, NOW.minusSeconds(7)).forEach(early::with);

        ((WebhookDelivery) endpoint.receive(early)).settle(Outcome.answered(204));

        assertThat(reports().get(0).skew()).contains(Duration.ofSeconds(7));
    }

    @Test
    void adaptersThatReadByThemselvesAreHeldToTheSameLimits() {
        byte[] largest = utf8("{\"event\":\"e\"}" + " ".repeat(1024 - 13));
        byte[] tooLarge = utf8("{\"event\":\"e\"}" + " ".repeat(1024 - 12));

        PendingBody fits = (PendingBody) small().begin(signed(largest).chunked());
        fits.add(ByteBuffer.wrap(largest));
        assertThat(fits.complete()).isInstanceOf(WebhookDelivery.class);

        PendingBody over = (PendingBody) small().begin(signed(tooLarge).chunked());
        Throwable problem = catchThrowable(() -> over.add(ByteBuffer.wrap(tooLarge)));
        assertThat(code(over.failed(problem))).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void whatBecomesOfABodyIsReportedOnce() {
        PendingBody late = (PendingBody) endpoint.begin(signed(BODY));
        PendingBody gone = (PendingBody) endpoint.begin(signed(BODY));

        Answered refusal = late.failed(new TimeoutException());
        gone.close();

        assertThat(code(refusal)).isEqualTo("BODY_TIMEOUT");
        assertThat(refusal.response().closesConnection()).isTrue();
        assertThat(reports()).hasSize(1);
        assertThatThrownBy(late::complete).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> gone.failed(new IOException())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reportsTellAnEmptyBodyFromAnUnreadOne() {
        endpoint.receive(signed(new byte[0]));
        endpoint.receive(signed(BODY).without("Content-Type"));

        assertThat(reports().get(0).bodySize()).hasValue(0);
        assertThat(reports().get(1).bodySize()).isEmpty();
        assertThat(reports().get(1).handling()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAnAnswer(RejectionReason reason) {
        Set<RejectionReason> leaveTheBody = EnumSet.of(
                RejectionReason.BODY_TOO_LARGE, RejectionReason.BODY_UNREADABLE, RejectionReason.BODY_TIMEOUT);

        WebhookResponse response = WebhookResponse.of(reason);

        assertThat(response.toString()).contains("\"code\":\"" + reason + "\"").startsWith(response.status() + " {");
        assertThat(response.closesConnection()).isEqualTo(leaveTheBody.contains(reason));
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.headers().containsKey("WWW-Authenticate")).isEqualTo(response.status() == 401);
    }
}
