package dev.strapiwebhooks.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.PendingBody;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.HandlerResult;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients that go away at a bad moment. */
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
        MockServerWebExchange exchange = exchange("{\"event\":\"trigger-test\"}");
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

    @Test
    void workThatStreamsEndsWithItsClientAndIsGivenBack() throws Exception {
        assertThat(outcomeOf(result -> Flux.never())).isEqualTo(Verdict.FAILED);
        assertThat(outcomeOf(result -> ResponseEntity.ok(Mono.never()))).isEqualTo(Verdict.FAILED);
    }

    @Test
    void whatIsDoneStaysDone() throws Exception {
        assertThat(outcomeOf(result -> "done")).isEqualTo(Verdict.HANDLED);
    }

    @Test
    void workThatHasNotBegunIsGivenBack() throws Exception {
        assertThat(outcomeOf(result -> Mono.just("never asked for"))).isEqualTo(Verdict.FAILED);
    }

    /** Of a handler that has returned, when the client goes before the result is written. */
    private Verdict outcomeOf(Function<WebhookDelivery, Object> handler) throws Exception {
        MockServerWebExchange exchange = exchange("{\"event\":\"trigger-test\"}");
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(verifier()).listener(recorder()).build();
        WebhookDelivery delivery =
                (WebhookDelivery) new ReactiveExchange(endpoint).judge(exchange).block();
        assertThat(delivery).isNotNull();
        Object value = handler.apply(delivery);
        MethodParameter type = new MethodParameter(Object.class.getMethod("toString"), -1);

        HandlerResult unused = new ShieldedHandling(delivery, exchange)
                .handle(Mono.fromSupplier(() -> new HandlerResult(this, value, type)))
                .block();
        ShieldedHandling.abandon(exchange);

        DeliveryReport report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        return report.verdict();
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

    private static MockServerWebExchange exchange(String body) {
        SignedDelivery signed = SignedDelivery.of(SECRET, body, Instant.now());
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post("/webhooks/strapi");
        signed.headers().forEach(header -> request.header(header.name(), header.value()));
        return MockServerWebExchange.from(request.body(body));
    }
}
