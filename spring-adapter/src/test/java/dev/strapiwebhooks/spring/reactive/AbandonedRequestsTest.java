package dev.strapiwebhooks.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.PendingBody;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.StrapiWebhook;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients that go away at a bad moment. */
@StrapiWebhook
class AbandonedRequestsTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-abandoned-test");

    private final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();

    @Test
    void aPlaceIsGivenBackWhenTheClientGoesWhileTheHeadIsJudged() throws Exception {
        CountDownLatch judging = new CountDownLatch(1);
        AtomicBoolean goOn = new AtomicBoolean();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(verifier())
                .maxConcurrentBodies(1)
                .rateLimit(client -> {
                    judging.countDown();
                    while (!goOn.get()) {
                        Thread.onSpinWait(); // whatever interrupts
                    }
                    return Duration.ZERO;
                })
                .build();
        MockServerWebExchange exchange = exchange("/webhooks/strapi", "{\"event\":\"trigger-test\"}");
        Disposable request = new StrapiWebFilter(endpoint, "/webhooks/strapi")
                .filter(exchange, passed -> Mono.empty())
                .subscribe();
        assertThat(judging.await(20, TimeUnit.SECONDS)).isTrue();

        request.dispose();
        goOn.set(true);

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        boolean free = false;
        while (!free && System.nanoTime() < end) {
            free = endpoint.begin(new ReactiveRequestHead(exchange.getRequest())) instanceof PendingBody pending
                    && closed(pending);
        }
        assertThat(free).as("the only place is free again").isTrue();
    }

    /** On the webhook's path, and on another one, where the adapter verifies behind the mapping. */
    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/strapi", "/elsewhere"})
    void aHandlerEndsItsWorkWhenTheClientGoesAndTheDeliveryIsSettledByWhatItDid(String path) throws Exception {
        for (int status : new int[] {200, 503}) {
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            MockServerWebExchange exchange = exchange(path, "{\"event\":\"trigger-test\",\"s\":" + status + "}");
            Disposable request = application(exchange, Mono.fromCallable(() -> {
                        working.countDown();
                        goOn.await();
                        return HttpStatusCode.valueOf(status);
                    }))
                    .subscribe();
            assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();

            request.dispose();
            goOn.countDown();

            DeliveryReport report = reports.poll(20, TimeUnit.SECONDS);
            assertThat(report).isNotNull();
            assertThat(report.verdict()).isEqualTo(status == 200 ? Verdict.HANDLED : Verdict.FAILED);
        }
    }

    @Test
    void anAnswerThatFailsInTheMiddleIsNotHandled() throws Exception {
        MockServerWebExchange exchange = exchange("/elsewhere", "{\"event\":\"trigger-test\"}");
        DataBuffer first = exchange.getResponse().bufferFactory().wrap(new byte[] {'1'});

        application(
                        exchange,
                        exchange.getResponse()
                                .writeWith(Flux.just(first).concatWith(Flux.error(new IllegalStateException("second"))))
                                .then(Mono.just(HttpStatusCode.valueOf(200))))
                .onErrorComplete()
                .block();

        DeliveryReport report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void otherRequestsAreCancelledWithTheirClient() {
        AtomicBoolean cancelled = new AtomicBoolean();
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/other"));

        new StrapiWebFilter(WebhookEndpoint.of(verifier()), "/webhooks/strapi")
                .filter(exchange, passed -> Mono.<Void>never().doOnCancel(() -> cancelled.set(true)))
                .subscribe()
                .dispose();

        assertThat(cancelled).isTrue();
    }

    /** Filter, guarding adapter, and a handler whose result is the status to answer with. */
    private Mono<Void> application(MockServerWebExchange exchange, Mono<HttpStatusCode> handler) throws Exception {
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(verifier()).listener(recorder()).build();
        WebhookPaths paths = WebhookPaths.of(List.of("/webhooks/strapi"));
        MethodParameter type = new MethodParameter(Object.class.getMethod("toString"), -1);
        HandlerAdapter application = mock(HandlerAdapter.class);
        when(application.supports(this)).thenReturn(true);
        when(application.handle(any(), any())).thenReturn(handler.map(status -> new HandlerResult(this, status, type)));
        ObjectProvider<HandlerAdapter> adapters =
                new StaticListableBeanFactory(Map.of("a", application)).getBeanProvider(HandlerAdapter.class);
        ReactiveHandlerAdapter guard = new ReactiveHandlerAdapter(
                new ReactiveGuard(WebhookEndpoints.of(endpoint, paths), new GuardedHandlers()), adapters);
        return new StrapiWebFilter(endpoint, paths)
                .filter(
                        exchange,
                        passed -> guard.handle(passed, this).flatMap(result -> {
                            passed.getResponse().setStatusCode((HttpStatusCode) result.getReturnValue());
                            return passed.getResponse().setComplete();
                        }));
    }

    private WebhookListener recorder() {
        return new WebhookListener() {
            @Override
            public void finished(DeliveryReport report) {
                reports.add(report);
            }
        };
    }

    private static boolean closed(PendingBody pending) {
        pending.close();
        return true;
    }

    private static WebhookVerifier verifier() {
        return WebhookVerifier.timestamped(SECRET).build();
    }

    private static MockServerWebExchange exchange(String path, String body) {
        SignedDelivery signed = SignedDelivery.of(SECRET, body, Instant.now());
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post(path);
        signed.headers().forEach(header -> request.header(header.name(), header.value()));
        return MockServerWebExchange.from(request.body(body));
    }
}
