package dev.strapiwebhooks.spring.reactive;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.verify.RejectionReason;
import dev.strapiwebhooks.verify.WebhookRejectedException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies each request on the webhook's paths and passes only genuine deliveries on, with a body that can be read again.
 * Handlers take the event from {@link #event(ServerWebExchange)}. Judging runs on the bounded elastic scheduler, because
 * a replay store may block.
 *
 * <p>A handler that fails, or ends with a status of 500 or more, gives the delivery back. An exception with a status of
 * its own below 500 is the application's answer. Thread-safe.
 */
public final class StrapiWebFilter implements WebFilter, Ordered {
    private static final String DELIVERY_ATTRIBUTE = WebhookDelivery.class.getName();
    /** In front of Spring Security's filter at -100. */
    private static final int ORDER = -110;

    private final WebhookEndpoint endpoint;
    private final WebhookPaths paths;

    /**
     * A filter for some paths.
     *
     * @param endpoint what judges the requests
     * @param paths patterns below the context path, for example {@code /webhooks/strapi}
     */
    public StrapiWebFilter(WebhookEndpoint endpoint, String... paths) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.paths = WebhookPaths.of(List.of(paths));
    }

    /**
     * The verified event of a request.
     *
     * @param exchange the request
     * @return the event
     * @throws IllegalStateException when no filter verified this request
     */
    public static StrapiEvent event(ServerWebExchange exchange) {
        return delivery(exchange).event();
    }

    /**
     * The verified delivery of a request, with the raw bytes and what was proven.
     *
     * @param exchange the request
     * @return the delivery
     * @throws IllegalStateException when no filter verified this request
     */
    public static WebhookDelivery delivery(ServerWebExchange exchange) {
        if (exchange.getAttribute(DELIVERY_ATTRIBUTE) instanceof WebhookDelivery delivery) {
            return delivery;
        }
        throw new IllegalStateException(
                "This request was not verified as a Strapi webhook. Add its path to StrapiWebFilter.");
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!paths.match(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return judge(exchange)
                .flatMap(admission -> admission instanceof WebhookDelivery delivery
                        ? proceed(exchange, chain, delivery)
                        : answer(exchange.getResponse(), ((Answered) admission).response()));
    }

    private Mono<Admission> judge(ServerWebExchange exchange) {
        ReactiveRequestHead head = new ReactiveRequestHead(exchange.getRequest());
        return Mono.fromCallable(() -> endpoint.refuseHead(head))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(refusal -> refusal.<Mono<Admission>>map(Mono::just)
                        .orElseGet(() -> body(exchange)
                                .publishOn(Schedulers.boundedElastic())
                                .map(body -> endpoint.receive(head, body))
                                .onErrorResume(WebhookRejectedException.class, e -> Mono.just(endpoint.refuse(e)))));
    }

    private Mono<byte[]> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), endpoint.maxBodySize())
                .map(StrapiWebFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(endpoint.bodyTimeout())
                .onErrorMap(this::bodyProblem);
    }

    private WebhookRejectedException bodyProblem(Throwable e) {
        if (e instanceof DataBufferLimitException) {
            return new WebhookRejectedException(
                    RejectionReason.BODY_TOO_LARGE, "the body has more than " + endpoint.maxBodySize() + " bytes");
        }
        if (e instanceof TimeoutException) {
            return new WebhookRejectedException(
                    RejectionReason.BODY_TIMEOUT, "the body did not arrive within " + endpoint.bodyTimeout());
        }
        return new WebhookRejectedException(
                RejectionReason.BODY_UNREADABLE,
                "the connection failed: " + e.getClass().getSimpleName());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> proceed(ServerWebExchange exchange, WebFilterChain chain, WebhookDelivery delivery) {
        ServerHttpResponse response = exchange.getResponse();
        ServerWebExchange verified = exchange.mutate()
                .request(new VerifiedServerRequest(
                        exchange.getRequest(), delivery.verified().body(), response.bufferFactory()))
                .build();
        verified.getAttributes().put(DELIVERY_ATTRIBUTE, delivery);
        response.beforeCommit(() -> completed(delivery, response));
        return chain.filter(verified)
                .then(Mono.defer(() -> completed(delivery, response)))
                .onErrorResume(e -> failed(response, delivery, e))
                // A client that goes away must not stop the handler halfway, or have it run again: the cache keeps the
                // cancellation from it, and a worker of its own the interrupt.
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    private static Mono<Void> completed(WebhookDelivery delivery, ServerHttpResponse response) {
        return Mono.<Void>fromRunnable(() -> delivery.completed(status(response)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Void> failed(ServerHttpResponse response, WebhookDelivery delivery, Throwable e) {
        if (e instanceof ErrorResponse own && own.getStatusCode().value() < 500) {
            delivery.completed(own.getStatusCode().value());
            return Mono.error(e);
        }
        return Mono.fromCallable(() -> delivery.failed(e))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(answer -> response.isCommitted() ? Mono.error(e) : answer(response, answer));
    }

    private static int status(ServerHttpResponse response) {
        HttpStatusCode status = response.getStatusCode();
        return status == null ? 200 : status.value();
    }

    private static Mono<Void> answer(ServerHttpResponse response, WebhookResponse answer) {
        byte[] body = answer.body();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentLength(body.length);
        if (answer.closesConnection()) {
            response.getHeaders().set("Connection", "close");
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
