package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.Admission.Answered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EndpointBodyTest extends EndpointFixture {
    @Test
    void aBodyThatDripsIsCutOffInTheEnd() {
        AtomicLong nanos = new AtomicLong();
        FakeRequest dripping = signed(BODY);
        dripping.body = new ByteArrayInputStream(BODY) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                nanos.addAndGet(Duration.ofSeconds(2).toNanos());
                return super.read(target, offset, 1);
            }
        };
        WebhookEndpoint impatient = WebhookEndpoint.builder(verifier())
                .bodyTimeout(Duration.ofSeconds(9))
                .nanoTime(nanos::get)
                .build();

        Answered refusal = (Answered) impatient.receive(dripping);

        assertThat(code(refusal)).isEqualTo("BODY_TIMEOUT");
        assertThat(refusal.response().status()).isEqualTo(408);
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aBodyInManyPiecesIsPutTogether() {
        byte[] large = utf8("{\"event\":\"x\",\"p\":\"" + "0123456789".repeat(10_000) + "\"}");
        FakeRequest request = signed(large).chunked();
        request.body = new ByteArrayInputStream(large) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 777));
            }
        };

        assertThat(endpoint.receive(request))
                .isInstanceOfSatisfying(
                        WebhookDelivery.class,
                        delivery -> assertThat(delivery.verified().body()).isEqualTo(large));
    }

    @Test
    void anUndeclaredLengthIsReadUpToTheLimit() {
        byte[] fits = utf8("{\"event\":\"x\",\"p\":\"" + "p".repeat(1024 - 20) + "\"}");
        byte[] tooMuch = utf8("{\"event\":\"x\",\"p\":\"" + "p".repeat(1024 - 19) + "\"}");
        assertThat(fits).hasSize(1024);

        assertThat(small().receive(signed(fits).chunked())).isInstanceOf(WebhookDelivery.class);
        assertThat(code(small().receive(signed(tooMuch).chunked()))).isEqualTo("BODY_TOO_LARGE");
        assertThat(small().receive(signed(fits))).isInstanceOf(WebhookDelivery.class);
        assertThat(code(small().receive(signed(tooMuch)))).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void aBodyThatSomebodyElseReadIsAFaultOfTheSetUp() {
        FakeRequest request = signed(BODY);
        request.body = new ByteArrayInputStream(new byte[0]);

        Answered refusal = (Answered) endpoint.receive(request);

        assertThat(code(refusal)).isEqualTo("BODY_ALREADY_CONSUMED");
        assertThat(refusal.response().status()).isEqualTo(500);
    }

    @Test
    void aBodyThatEndsEarlyOrFails() throws IOException {
        FakeRequest early = signed(BODY);
        early.body = new ByteArrayInputStream(BODY, 0, BODY.length - 1);
        InputStream reset = mock(InputStream.class);
        when(reset.read(any(), anyInt(), anyInt()))
                .thenThrow(new IOException("reset"))
                .thenThrow(new IllegalStateException("UT000128"));
        FakeRequest failing = signed(BODY);
        failing.body = reset;

        assertThat(code(endpoint.receive(early))).isEqualTo("BODY_UNREADABLE");
        assertThat(code(endpoint.receive(failing))).isEqualTo("BODY_UNREADABLE");
        assertThat(code(endpoint.receive(failing))).isEqualTo("BODY_UNREADABLE");
    }

    @Test
    void anEmptyBody() {
        assertThat(code(endpoint.receive(signed(new byte[0])))).isEqualTo("EMPTY_BODY");
    }

    @Test
    void theBodyIsNotParsedBeforeItIsVerified() {
        FakeRequest forged = signed(utf8("not json")).with("X-Webhook-Signature", "sha256=" + "0".repeat(64));

        assertThat(code(endpoint.receive(forged))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void authenticButNoEventIsRefusedAndGivesItsClaimBack() {
        FakeRequest notJson = signed(utf8("Hello"));
        assertThat(code(endpoint.receive(notJson))).isEqualTo("INVALID_JSON");
        assertThat(code(endpoint.receive(signed(utf8("Hello")))))
                .as("not a replay")
                .isEqualTo("INVALID_JSON");
        assertThat(code(endpoint.receive(signed(utf8("{}"))))).isEqualTo("MISSING_EVENT");
    }
}
