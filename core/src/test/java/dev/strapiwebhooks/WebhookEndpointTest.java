package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.TestEvent;
import dev.strapiwebhooks.replay.ReplayGuard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookEndpointTest extends EndpointFixture {
    @Test
    void aGoodDeliveryReachesTheApplicationOnce() {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));

        assertThat(delivery.event()).isInstanceOf(TestEvent.class);
        assertThat(delivery.verified().body()).isEqualTo(BODY);
        assertThat(delivery.cameThrough(endpoint)).isTrue();
        assertThat(delivery.cameThrough(endpoint(verifier()))).isFalse();
        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
        delivery.settle(Outcome.answered(204));
        verify(listener).accepted(delivery);
        assertThat(verdicts()).containsExactly(Verdict.REJECTED, Verdict.HANDLED);
    }

    @Test
    void aFailedDeliveryCanBeSentAgain() {
        WebhookDelivery first = (WebhookDelivery) endpoint.receive(signed(BODY));
        IllegalStateException cause = new IllegalStateException("no");
        assertThat(first.settle(Outcome.threw(cause))).isSameAs(WebhookResponse.HANDLER_FAILED);

        WebhookDelivery second = (WebhookDelivery) endpoint.receive(signed(BODY));
        second.settle(Outcome.answered(500));

        WebhookDelivery third = (WebhookDelivery) endpoint.receive(signed(BODY));
        third.settle(Outcome.answered(299));

        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
        assertThat(verdicts()).containsExactly(Verdict.FAILED, Verdict.FAILED, Verdict.HANDLED, Verdict.REJECTED);
        assertThat(reports().get(0).cause()).containsSame(cause);
        assertThat(reports().get(1).cause()).isEmpty();
    }

    @Test
    void onlyTheFirstReportCounts() {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));
        delivery.settle(Outcome.answered(204));
        delivery.settle(Outcome.answered(500));
        delivery.settle(Outcome.answered(204));

        assertThat(verdicts()).containsExactly(Verdict.HANDLED);
        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
    }

    @Test
    void aStoreThatIsDownMeans503AndNothingIsAccepted() {
        ReplayGuard guard = mock(ReplayGuard.class);
        when(guard.tryClaim(any(), any()))
                .thenThrow(new IllegalStateException("down"))
                .thenReturn(true);
        doThrow(new IllegalStateException("down")).when(guard).release(any());
        WebhookEndpoint shared = endpoint(WebhookVerifier.timestamped(SECRET)
                .clock(CLOCK)
                .replayGuard(guard)
                .build());

        Answered refusal = (Answered) shared.receive(signed(BODY));
        assertThat(refusal.response()).isSameAs(WebhookResponse.UNAVAILABLE);
        assertThat(refusal.response().headers()).containsEntry("Retry-After", "5");
        assertThat(refusal.rejected()).isEmpty();
        assertThat(refusal).asString().contains("UNAVAILABLE");

        WebhookDelivery delivery = (WebhookDelivery) shared.receive(signed(BODY));
        delivery.settle(Outcome.answered(500));
        assertThat(verdicts()).containsExactly(Verdict.UNAVAILABLE, Verdict.FAILED);
        assertThat(reports().get(1).cause())
                .as("the claim stays")
                .containsInstanceOf(WebhookUnavailableException.class);
    }

    @Test
    void aClaimThatCannotBeGivenBackIsTold() {
        ReplayGuard guard = mock(ReplayGuard.class);
        when(guard.tryClaim(any(), any())).thenReturn(true);
        doThrow(new IllegalStateException("down")).when(guard).release(any());
        WebhookEndpoint shared = endpoint(WebhookVerifier.timestamped(SECRET)
                .clock(CLOCK)
                .replayGuard(guard)
                .build());

        IllegalStateException cause = new IllegalStateException("handler");
        ((WebhookDelivery) shared.receive(signed(BODY))).settle(Outcome.threw(cause));
        assertThat(((Answered) shared.receive(signed(utf8("Hello")))).response())
                .isSameAs(WebhookResponse.UNAVAILABLE);

        assertThat(verdicts()).containsExactly(Verdict.FAILED, Verdict.UNAVAILABLE);
        assertThat(cause.getSuppressed()[0]).isInstanceOf(WebhookUnavailableException.class);
    }

    @Test
    void anUnexpectedFailureOfOursFailsClosed() {
        FakeRequest broken = signed(BODY);
        broken.headersFail = true;

        WebhookResponse answer = ((Answered) endpoint.receive(broken)).response();
        assertThat(answer).hasToString(WebhookResponse.UNAVAILABLE.toString());
        assertThat(answer.closesConnection()).isTrue();
        assertThat(endpoint.begin(broken)).hasToString(answer.toString());
        assertThat(verdicts()).containsExactly(Verdict.UNAVAILABLE, Verdict.UNAVAILABLE);
    }

    @Test
    void aFailingListenerChangesNothing() {
        doThrow(new NoClassDefFoundError("listener")).when(listener).accepted(any());
        WebhookListener second = mock(WebhookListener.class);
        WebhookEndpoint watched = WebhookEndpoint.builder(verifier())
                .listener(listener)
                .listener(second)
                .build();

        Admission admission = watched.receive(signed(BODY));

        assertThat(admission)
                .isInstanceOfSatisfying(
                        WebhookDelivery.class, delivery -> verify(second).accepted(delivery));
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void everyReasonHasAnAnswerThatIsValidProblemJson(RejectionReason reason) {
        WebhookResponse response = WebhookResponse.of(reason);
        JsonNode problem = JsonMapper.shared().readTree(response.body());

        assertThat(problem.path("code").asString()).isEqualTo(reason.name());
        assertThat(problem.path("status").intValue()).isEqualTo(response.status());
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.headers().containsKey("WWW-Authenticate")).isEqualTo(response.status() == 401);
        assertThat(response.headers().containsKey("Allow")).isEqualTo(response.status() == 405);
        assertThat(response.status() >= 500)
                .isEqualTo(reason == RejectionReason.BODY_ALREADY_CONSUMED || reason == RejectionReason.OVERLOADED);
    }

    @Test
    void settingsAreChecked() {
        WebhookEndpointBuilder builder = WebhookEndpoint.builder(verifier());
        assertThatThrownBy(() -> builder.maxBodySize(1023))
                .hasMessageContaining("1024")
                .hasMessageContaining("1023");
        assertThatThrownBy(() -> builder.maxBodySize(256 * 1024 * 1024 + 1)).hasMessageContaining("268435457");
        assertThatThrownBy(() -> builder.bodyTimeout(Duration.ZERO)).hasMessageContaining("positive");
        builder.bodyTimeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> builder.bodyTimeout(Duration.ofSeconds(1))).hasMessageContaining("set twice");
        builder.maxBodySize(256 * 1024 * 1024).eventReader(EventReader.create());
        assertThatThrownBy(() -> builder.maxBodySize(2048)).hasMessageContaining("set twice");
        assertThatThrownBy(() -> builder.eventReader(EventReader.create())).hasMessageContaining("set twice");

        assertThat(builder.build().maxBodySize()).isEqualTo(256 * 1024 * 1024);
        assertThat(WebhookEndpoint.of(verifier()).maxBodySize()).isEqualTo(4 * 1024 * 1024);
        assertThat(WebhookEndpoint.of(verifier()).name()).isEqualTo("default");
    }
}
