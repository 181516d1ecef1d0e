package dev.strapiwebhooks;

import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.mockito.ArgumentCaptor;

/** An endpoint on a fixed clock, with a recording listener, and requests for it. */
public abstract class EndpointFixture {
    protected static final WebhookSecret SECRET = WebhookSecret.of("endpoint-test-secret");
    protected static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    protected static final byte[] BODY = utf8("{\"event\":\"trigger-test\"}");

    protected final WebhookListener listener = mock(WebhookListener.class);
    protected final WebhookEndpoint endpoint = endpoint(verifier());

    protected EndpointFixture() {}

    protected List<DeliveryReport> reports() {
        ArgumentCaptor<DeliveryReport> reports = ArgumentCaptor.forClass(DeliveryReport.class);
        verify(listener, atLeast(0)).finished(reports.capture());
        return reports.getAllValues();
    }

    protected List<Verdict> verdicts() {
        return reports().stream().map(DeliveryReport::verdict).toList();
    }

    protected WebhookEndpoint endpoint(WebhookVerifier verifier) {
        return WebhookEndpoint.builder(verifier).listener(listener).build();
    }

    protected static WebhookEndpoint small() {
        return WebhookEndpoint.builder(verifier()).maxBodySize(1024).build();
    }

    protected static WebhookVerifier verifier() {
        return WebhookVerifier.timestamped(SECRET).clock(CLOCK).build();
    }

    protected static String code(Admission admission) {
        return ((Answered) admission).rejected().orElseThrow().reason().name();
    }

    protected static FakeRequest signed(byte[] body) {
        FakeRequest request = new FakeRequest(body);
        WebhookSigner.timestamped(SECRET).sign(body, NOW).forEach(request::with);
        return request.with("Content-Type", "application/json");
    }

    protected static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
