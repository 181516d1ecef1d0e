package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.TestEvent;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.verify.RejectionReason;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookSigner;
import dev.strapiwebhooks.verify.WebhookUnavailableException;
import dev.strapiwebhooks.verify.WebhookVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookEndpointTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("endpoint-test-secret");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final byte[] BODY = utf8("{\"event\":\"trigger-test\"}");

    private final WebhookListener listener = mock(WebhookListener.class);
    private final WebhookEndpoint endpoint = endpoint(verifier());

    @Test
    void aGoodDeliveryReachesTheApplicationOnce() {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));

        assertThat(delivery.event()).isInstanceOf(TestEvent.class);
        assertThat(delivery.verified().body()).isEqualTo(BODY);
        assertThat(delivery.cameThrough(endpoint)).isTrue();
        assertThat(delivery.cameThrough(endpoint(verifier()))).isFalse();
        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
        delivery.succeeded();
        verify(listener).accepted(delivery);
        assertThat(verdicts()).containsExactly(Verdict.REJECTED, Verdict.HANDLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "post", "TRACE", ""})
    void onlyPost(String method) {
        Request request = signed(BODY);
        request.method = method;

        assertThat(code(endpoint.receive(request))).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(request.opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; q=1; charset=utf-8",
                "text/plain, application/json",
                "application/json ,text/plain",
                " application/json "
            })
    void acceptableContentTypes(String value) {
        assertThat(endpoint.receive(signed(BODY).with("Content-Type", value))).isInstanceOf(WebhookDelivery.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/jsonp",
                "application/json-patch+json",
                "text/json",
                "application/json; charset=latin1",
                "application/json;charset=",
                "application/json; charset=utf-8; charset=x",
                "json",
                ";",
                ","
            })
    void otherContentTypes(String value) {
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Type", value))))
                .isEqualTo("UNSUPPORTED_CONTENT_TYPE");
        assertThat(code(endpoint.receive(signed(BODY).without("Content-Type")))).isEqualTo("UNSUPPORTED_CONTENT_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "identity, gzip", "deflate"})
    void compressedBodies(String value) {
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Encoding", value))))
                .isEqualTo("UNSUPPORTED_CONTENT_ENCODING");
        assertThat(endpoint.receive(signed(BODY).with("Content-Encoding", "Identity")))
                .isInstanceOf(WebhookDelivery.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain; charset=utf-16",
                "text/plain; charset =utf-16",
                "text/plain;Charset = \"IBM037\""
            })
    void aSecondContentTypeThatWouldMisleadTheServer(String other) {
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Type", other + ", application/json"))))
                .isEqualTo("UNSUPPORTED_CONTENT_TYPE");
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Type", "application/json, " + other))))
                .isEqualTo("UNSUPPORTED_CONTENT_TYPE");
    }

    @Test
    void aBodyThatDripsIsCutOffInTheEnd() {
        AtomicLong nanos = new AtomicLong();
        Request dripping = signed(BODY);
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

        Refusal refusal = (Refusal) impatient.receive(dripping);

        assertThat(code(refusal)).isEqualTo("BODY_TIMEOUT");
        assertThat(refusal.response().status()).isEqualTo(408);
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aBodyInManyPiecesIsPutTogether() {
        byte[] large = utf8("{\"event\":\"x\",\"p\":\"" + "0123456789".repeat(10_000) + "\"}");
        Request request = signed(large).chunked();
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
    void anEventNameWithACommaAgreesWithItself() {
        Request request = signed(utf8("{\"event\":\"a,b\"}")).with("X-Strapi-Event", "a,b");

        assertThat(endpoint.receive(request)).isInstanceOf(WebhookDelivery.class);
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedUnread() {
        Request request = signed(BODY);
        request.declared = 1025;

        Refusal refusal = (Refusal) small().receive(request);

        assertThat(refusal.response().status()).isEqualTo(413);
        assertThat(refusal.response().closesConnection()).isTrue();
        assertThat(request.opened).hasValue(0);
    }

    @Test
    void anUndeclaredLengthIsReadUpToTheLimit() {
        byte[] fits = utf8("{\"event\":\"x\",\"p\":\"" + "p".repeat(1024 - 20) + "\"}");
        byte[] tooMuch = utf8("{\"event\":\"x\",\"p\":\"" + "p".repeat(1024 - 19) + "\"}");
        assertThat(fits).hasSize(1024);

        assertThat(small().receive(signed(fits).chunked())).isInstanceOf(WebhookDelivery.class);
        assertThat(code(small().receive(signed(tooMuch).chunked()))).isEqualTo("BODY_TOO_LARGE");
        assertThat(small().receive(signed(fits))).isInstanceOf(WebhookDelivery.class);
        assertThat(code(small().receive(signed(tooMuch), tooMuch))).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void missingHeadersAreRefusedUnread() {
        Request request = signed(BODY).without("X-Webhook-Signature");

        assertThat(code(endpoint.receive(request))).isEqualTo("MISSING_SIGNATURE");
        assertThat(request.opened).hasValue(0);
        assertThat(endpoint.refuseHead(request))
                .hasValueSatisfying(r -> assertThat(code(r)).isEqualTo("MISSING_SIGNATURE"));
        assertThat(endpoint.refuseHead(signed(BODY))).isEmpty();
    }

    @Test
    void aBodyThatSomebodyElseReadIsAFaultOfTheSetUp() {
        Request request = signed(BODY);
        request.body = new ByteArrayInputStream(new byte[0]);

        Refusal refusal = (Refusal) endpoint.receive(request);

        assertThat(code(refusal)).isEqualTo("BODY_ALREADY_CONSUMED");
        assertThat(refusal.response().status()).isEqualTo(500);
    }

    @Test
    void aBodyThatEndsEarlyOrFails() throws IOException {
        Request early = signed(BODY);
        early.body = new ByteArrayInputStream(BODY, 0, BODY.length - 1);
        InputStream reset = mock(InputStream.class);
        when(reset.read(any(), anyInt(), anyInt()))
                .thenThrow(new IOException("reset"))
                .thenThrow(new IllegalStateException("UT000128"));
        Request failing = signed(BODY);
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
        Request forged = signed(utf8("not json")).with("X-Webhook-Signature", "sha256=" + "0".repeat(64));

        assertThat(code(endpoint.receive(forged))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void authenticButNoEventIsRefusedAndGivesItsClaimBack() {
        Request notJson = signed(utf8("Hello"));
        assertThat(code(endpoint.receive(notJson))).isEqualTo("INVALID_JSON");
        assertThat(code(endpoint.receive(signed(utf8("Hello")))))
                .as("not a replay")
                .isEqualTo("INVALID_JSON");
        assertThat(code(endpoint.receive(signed(utf8("{}"))))).isEqualTo("MISSING_EVENT");
    }

    @Test
    void theEventHeaderCanOnlyContradict() {
        assertThat(endpoint.receive(signed(utf8("{\"event\":\"a\",\"n\":1}")))).isInstanceOf(WebhookDelivery.class);
        for (String agreeing : List.of("a", "entry.create, a", "a,b", " a ")) {
            Request request =
                    signed(utf8("{\"event\":\"a\",\"h\":\"" + agreeing + "\"}")).with("X-Strapi-Event", agreeing);
            assertThat(endpoint.receive(request)).as(agreeing).isInstanceOf(WebhookDelivery.class);
        }
        for (String other : List.of("b", "", "A", "aa", "a b")) {
            Request request = signed(utf8("{\"event\":\"a\",\"n\":2}")).with("X-Strapi-Event", other);
            assertThat(code(endpoint.receive(request))).as(other).isEqualTo("EVENT_HEADER_MISMATCH");
        }
        WebhookEndpoint relaxed =
                WebhookEndpoint.builder(verifier()).acceptAnyEventHeader().build();
        assertThat(relaxed.receive(signed(BODY).with("X-Strapi-Event", "b"))).isInstanceOf(WebhookDelivery.class);
    }

    @Test
    void aFailedDeliveryCanBeSentAgain() {
        WebhookDelivery first = (WebhookDelivery) endpoint.receive(signed(BODY));
        IllegalStateException cause = new IllegalStateException("no");
        assertThat(first.failed(cause)).isSameAs(WebhookResponse.HANDLER_FAILED);

        WebhookDelivery second = (WebhookDelivery) endpoint.receive(signed(BODY));
        second.completed(500);

        WebhookDelivery third = (WebhookDelivery) endpoint.receive(signed(BODY));
        third.completed(499);

        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
        assertThat(verdicts()).containsExactly(Verdict.FAILED, Verdict.FAILED, Verdict.HANDLED, Verdict.REJECTED);
        assertThat(reports().get(0).cause()).containsSame(cause);
        assertThat(reports().get(1).cause()).isEmpty();
    }

    @Test
    void onlyTheFirstReportCounts() {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));
        delivery.succeeded();
        delivery.failed(null);
        delivery.succeeded();

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

        Refusal refusal = (Refusal) shared.receive(signed(BODY));
        assertThat(refusal.response()).isSameAs(WebhookResponse.UNAVAILABLE);
        assertThat(refusal.response().headers()).containsEntry("Retry-After", "5");
        assertThat(refusal.rejected()).isEmpty();
        assertThat(refusal).asString().contains("UNAVAILABLE");

        WebhookDelivery delivery = (WebhookDelivery) shared.receive(signed(BODY));
        delivery.failed(null);
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
        ((WebhookDelivery) shared.receive(signed(BODY))).failed(cause);
        assertThat(((Refusal) shared.receive(signed(utf8("Hello")))).response()).isSameAs(WebhookResponse.UNAVAILABLE);

        assertThat(verdicts()).containsExactly(Verdict.FAILED, Verdict.UNAVAILABLE);
        assertThat(cause.getSuppressed()[0]).isInstanceOf(WebhookUnavailableException.class);
    }

    @Test
    void anUnexpectedFailureOfOursFailsClosed() {
        Request broken = signed(BODY);
        broken.headersFail = true;

        assertThat(((Refusal) endpoint.receive(broken)).response()).isSameAs(WebhookResponse.UNAVAILABLE);
        assertThat(endpoint.refuseHead(broken))
                .hasValueSatisfying(refusal -> assertThat(refusal.response()).isSameAs(WebhookResponse.UNAVAILABLE));
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
        assertThat(response.status() >= 500).isEqualTo(reason == RejectionReason.BODY_ALREADY_CONSUMED);
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
        assertThat(WebhookEndpoint.of(verifier()).name()).isEqualTo("strapi");
    }

    private List<DeliveryReport> reports() {
        ArgumentCaptor<DeliveryReport> reports = ArgumentCaptor.forClass(DeliveryReport.class);
        verify(listener, atLeast(0)).finished(reports.capture());
        return reports.getAllValues();
    }

    private List<Verdict> verdicts() {
        return reports().stream().map(DeliveryReport::verdict).toList();
    }

    private WebhookEndpoint endpoint(WebhookVerifier verifier) {
        return WebhookEndpoint.builder(verifier).listener(listener).build();
    }

    private static WebhookEndpoint small() {
        return WebhookEndpoint.builder(verifier()).maxBodySize(1024).build();
    }

    private static WebhookVerifier verifier() {
        return WebhookVerifier.timestamped(SECRET).clock(CLOCK).build();
    }

    private static String code(Admission admission) {
        return ((Refusal) admission).rejected().orElseThrow().reason().name();
    }

    private static Request signed(byte[] body) {
        Request request = new Request(body);
        WebhookSigner.timestamped(SECRET).sign(body, NOW).forEach(request::with);
        return request.with("Content-Type", "application/json");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Request implements IncomingRequest {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final AtomicInteger opened = new AtomicInteger();
        private String method = "POST";
        private long declared;
        private InputStream body;
        private boolean headersFail;

        Request(byte[] body) {
            this.body = new ByteArrayInputStream(body);
            declared = body.length;
        }

        Request with(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Request without(String name) {
            headers.remove(name);
            return this;
        }

        Request chunked() {
            declared = -1;
            return this;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public long contentLength() {
            return declared;
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public List<String> values(String name) {
            if (headersFail) {
                throw new IllegalStateException("broken server");
            }
            String value = headers.get(name);
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public InputStream openBody() {
            opened.incrementAndGet();
            return body;
        }
    }
}
