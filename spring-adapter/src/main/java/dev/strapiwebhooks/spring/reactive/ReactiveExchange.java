package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.Admission.Begun;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.PendingBody;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Translates between WebFlux and an endpoint. Whatever may block, such as a replay store, runs on the bounded elastic
 * scheduler.
 */
final class ReactiveExchange {
    private static final String DELIVERIES_ATTRIBUTE = Deliveries.class.getName();
    private static final String WEBHOOK_ATTRIBUTE = ReactiveExchange.class.getName();

    private ReactiveExchange() {}

    /** The last one that was verified: of the endpoint nearest to the handler. */
    static Optional<WebhookDelivery> delivery(ServerWebExchange exchange) {
        List<WebhookDelivery> all = deliveries(exchange);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static List<WebhookDelivery> deliveries(ServerWebExchange exchange) {
        return exchange.getAttribute(DELIVERIES_ATTRIBUTE) instanceof Deliveries deliveries
                ? deliveries.all()
                : List.of();
    }

    /** Of one request, by every endpoint that it came through. */
    private record Deliveries(List<WebhookDelivery> all) {}

    /** What comes behind endpoints, each of which must have accepted the request; refusals are answered here. */
    static <T> Mono<T> behind(
            List<WebhookEndpoint> endpoints, ServerWebExchange exchange, Function<ServerWebExchange, Mono<T>> rest) {
        Optional<WebhookEndpoint> next = endpoints.stream()
                .filter(endpoint -> deliveries(exchange).stream().noneMatch(each -> each.cameThrough(endpoint)))
                .findFirst();
        if (next.isEmpty()) {
            return rest.apply(exchange);
        }
        exchange.getAttributes().put(WEBHOOK_ATTRIBUTE, true); // also while it is judged
        return judge(next.get(), exchange)
                .flatMap(admission -> admission instanceof WebhookDelivery delivery
                        ? behind(endpoints, verified(exchange, delivery), rest)
                        : answer(exchange.getResponse(), ((Answered) admission).response())
                                .then(Mono.empty()));
    }

    /** Whatever becomes of the request, a place that it has taken is given back, also when nobody waits any more. */
    private static Mono<Admission> judge(WebhookEndpoint endpoint, ServerWebExchange exchange) {
        ReactiveRequestHead head = new ReactiveRequestHead(exchange.getRequest());
        return Mono.using(() -> endpoint.begin(head), begun -> admission(exchange, begun), ReactiveExchange::end)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Admission> admission(ServerWebExchange exchange, Begun begun) {
        return begun instanceof PendingBody pending ? read(exchange, pending) : Mono.just((Answered) begun);
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

    static boolean isWebhook(ServerWebExchange exchange) {
        return exchange.getAttribute(WEBHOOK_ATTRIBUTE) != null;
    }

    /** The request with a body that can be read, and its delivery. */
    private static ServerWebExchange verified(ServerWebExchange exchange, WebhookDelivery delivery) {
        ServerHttpResponse response = exchange.getResponse();
        ServerWebExchange verified = exchange.mutate()
                .request(new VerifiedServerRequest(
                        exchange.getRequest(), delivery.verified().body(), response.bufferFactory()))
                .build();
        List<WebhookDelivery> all = Stream.concat(deliveries(exchange).stream(), Stream.of(delivery))
                .toList();
        verified.getAttributes().put(DELIVERIES_ATTRIBUTE, new Deliveries(all));
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
        return Flux.fromIterable(deliveries(exchange))
                .concatMap(delivery -> settle(delivery, outcome(exchange.getResponse())))
                .then();
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
