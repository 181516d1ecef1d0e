package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Begun;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.Outcome;
import dev.strapiwebhooks.PendingBody;
import dev.strapiwebhooks.Refusal;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Translates between WebFlux and an endpoint. Whatever may block, such as a replay store, runs on the bounded elastic
 * scheduler.
 */
final class ReactiveExchange {
    private static final String DELIVERY_ATTRIBUTE = WebhookDelivery.class.getName();
    private static final String WEBHOOK_ATTRIBUTE = ReactiveExchange.class.getName();

    private ReactiveExchange() {}

    static Optional<WebhookDelivery> delivery(ServerWebExchange exchange) {
        return exchange.getAttribute(DELIVERY_ATTRIBUTE) instanceof WebhookDelivery delivery
                ? Optional.of(delivery)
                : Optional.empty();
    }

    /** Whatever becomes of the request, a place that it has taken is given back, also when nobody waits any more. */
    static Mono<Admission> judge(WebhookEndpoint endpoint, ServerWebExchange exchange) {
        ReactiveRequestHead head = new ReactiveRequestHead(exchange.getRequest());
        return Mono.using(() -> endpoint.begin(head), begun -> admission(exchange, begun), ReactiveExchange::end)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Admission> admission(ServerWebExchange exchange, Begun begun) {
        return begun instanceof PendingBody pending ? read(exchange, pending) : Mono.just((Refusal) begun);
    }

    private static void end(Begun begun) {
        if (begun instanceof PendingBody pending) {
            pending.close();
        }
    }

    /** Each buffer is copied and given back at once: the server has few, and all of its connections share them. */
    private static Mono<Admission> read(ServerWebExchange exchange, PendingBody pending) {
        return exchange.getRequest()
                .getBody()
                .doOnNext(buffer -> add(pending, buffer))
                .then()
                .timeout(pending.timeout())
                .then(Mono.just(Optional.<Throwable>empty()))
                .onErrorResume(e -> Mono.just(Optional.of(e)))
                .publishOn(Schedulers.boundedElastic())
                .map(problem -> problem.<Admission>map(pending::failed).orElseGet(pending::complete));
    }

    private static void add(PendingBody pending, DataBuffer buffer) {
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            parts.forEachRemaining(pending::add);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** From now on the request is a webhook's, also while it is judged. */
    static void beginWebhook(ServerWebExchange exchange) {
        exchange.getAttributes().put(WEBHOOK_ATTRIBUTE, true);
    }

    static boolean isWebhook(ServerWebExchange exchange) {
        return exchange.getAttribute(WEBHOOK_ATTRIBUTE) != null;
    }

    /** The request with a body that can be read, and its delivery. */
    static ServerWebExchange verified(ServerWebExchange exchange, WebhookDelivery delivery) {
        ServerHttpResponse response = exchange.getResponse();
        ServerWebExchange verified = exchange.mutate()
                .request(new VerifiedServerRequest(
                        exchange.getRequest(), delivery.verified().body(), response.bufferFactory()))
                .build();
        verified.getAttributes().put(DELIVERY_ATTRIBUTE, delivery);
        response.beforeCommit(() -> Mono.defer(() -> givenBack(delivery, response)));
        return verified;
    }

    /** Before the answer, so that the sender may send again at once; a success is settled when all is sent. */
    private static Mono<Void> givenBack(WebhookDelivery delivery, ServerHttpResponse response) {
        Outcome outcome = outcome(response);
        return outcome.verdict() == Verdict.HANDLED
                ? Mono.empty()
                : settle(delivery, outcome).then();
    }

    static Mono<Void> settled(ServerWebExchange exchange) {
        return delivery(exchange)
                .map(delivery ->
                        settle(delivery, outcome(exchange.getResponse())).then())
                .orElseGet(Mono::empty);
    }

    static Mono<WebhookResponse> settle(WebhookDelivery delivery, Outcome outcome) {
        return Mono.fromCallable(() -> delivery.settle(outcome)).subscribeOn(Schedulers.boundedElastic());
    }

    static Outcome outcome(ServerHttpResponse response, Throwable failure) {
        return response.isCommitted() ? Outcome.threwAfter(status(response), failure) : Outcome.threw(failure);
    }

    private static Outcome outcome(ServerHttpResponse response) {
        return Outcome.answered(status(response));
    }

    /** A server may have closed the request by now, and tell no status any more. */
    private static int status(ServerHttpResponse response) {
        try {
            HttpStatusCode status = response.getStatusCode();
            return status == null ? 200 : status.value();
        } catch (IllegalStateException e) {
            return 200;
        }
    }

    static Mono<Void> answer(ServerHttpResponse response, WebhookResponse answer) {
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
