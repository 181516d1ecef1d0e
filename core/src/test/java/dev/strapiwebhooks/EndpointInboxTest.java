package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class EndpointInboxTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("lab-webhook-secret-0123456789abcdef");
    private static final byte[] BODY = "{\"event\":\"trigger-test\"}".getBytes(StandardCharsets.UTF_8);

    private final Inbox inbox = mock(Inbox.class);

    @Test
    void keepsTheHeadersThatWereAskedForAndTheClaimTwiceTheTolerance() {
        WebhookEndpoint endpoint =
                endpoint().keepHeaders("X-Request-Id", "X-Absent").inbox(inbox).build();
        when(inbox.store(any(), any(), any())).thenReturn(OptionalLong.of(17));

        Admission admission = endpoint.receive(signed(Map.of("X-Request-Id", "r1", "X-Other", "not kept")));

        assertThat(admission).isSameAs(Answered.STORED).hasToString("stored");
        assertThat(endpoint.storesDeliveries()).isTrue();
        ArgumentCaptor<ReceivedDelivery> stored = ArgumentCaptor.forClass(ReceivedDelivery.class);
        verify(inbox).store(any(), stored.capture(), org.mockito.ArgumentMatchers.eq(Duration.ofMinutes(11)));
        assertThat(stored.getValue().headers()).isEqualTo(Map.of("X-Request-Id", List.of("r1")));
        assertThat(stored.getValue().body()).isEqualTo(BODY);
    }

    @Test
    void theReportNamesTheNumberInTheInbox() {
        when(inbox.store(any(), any(), any())).thenReturn(OptionalLong.of(17));
        List<DeliveryReport> reports = new ArrayList<>();
        WebhookListener listener = new WebhookListener() {
            @Override
            public void finished(DeliveryReport report) {
                reports.add(report);
            }
        };
        WebhookEndpoint endpoint = endpoint().inbox(inbox).listener(listener).build();

        Admission unused = endpoint.receive(signed(Map.of()));

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.verdict()).isEqualTo(DeliveryReport.Verdict.STORED);
            assertThat(report.number()).hasValue(17);
        });
    }

    @Test
    void confidentialHeadersCannotBeKept() {
        for (String header : List.of("Authorization", "x-webhook-SIGNATURE", "Cookie", "X-Api-Key", "X-Auth-Token")) {
            assertThatThrownBy(() -> endpoint().keepHeaders("X-Request-Id", header))
                    .hasMessageContaining(header)
                    .hasMessageContaining("confidential");
        }
    }

    @Test
    void twoKeepersOfClaimsAreAMistake() {
        WebhookVerifier claiming = WebhookVerifier.timestamped(SECRET).build();

        assertThatThrownBy(() -> WebhookEndpoint.builder(claiming).inbox(inbox).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replayCheckedByCaller()");
        assertThatThrownBy(() -> endpoint().keepHeaders("X-Request-Id").build())
                .hasMessageContaining("no effect without an inbox");
        assertThatThrownBy(() -> endpoint().inbox(inbox).inbox(inbox)).hasMessageContaining("set twice");
    }

    private static WebhookEndpointBuilder endpoint() {
        return WebhookEndpoint.builder(
                WebhookVerifier.timestamped(SECRET).replayCheckedByCaller().build());
    }

    private static FakeRequest signed(Map<String, String> more) {
        FakeRequest request = new FakeRequest(BODY).with("Content-Type", "application/json");
        WebhookSigner.timestamped(SECRET).sign(BODY, Instant.now()).forEach(request::with);
        more.forEach(request::with);
        return request;
    }
}
