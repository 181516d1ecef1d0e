package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.Answered;
import dev.strapiwebhooks.Outcome;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.spring.DeliveryArguments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Stands in front of every other handler adapter, behind the mapping: what a mapping really matched on a guarded path, and
 * every guarded handler, is called for verified deliveries only, whatever filters have made of the path.
 *
 * <p>Thread-safe.
 */
final class ReactiveHandlerAdapter implements HandlerAdapter, PriorityOrdered {
    private final ReactiveGuard guard;
    private final ObjectProvider<HandlerAdapter> adapters;
    private volatile @Nullable List<HandlerAdapter> all;

    ReactiveHandlerAdapter(ReactiveGuard guard, ObjectProvider<HandlerAdapter> adapters) {
        this.guard = guard;
        this.adapters = adapters;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return next(handler) != null;
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        HandlerAdapter next = next(handler);
        if (next == null) {
            return Mono.error(new IllegalStateException("no handler adapter supports " + handler.getClass()));
        }
        WebhookDelivery before = ReactiveExchange.delivery(exchange).orElse(null);
        WebhookEndpoint endpoint = guard.guarding(exchange, handler).orElse(null);
        if (before != null && (endpoint == null || before.cameThrough(endpoint))) {
            return DeliveryArguments.suit(handler, before) ? next.handle(exchange, handler) : ignored(exchange, before);
        }
        if (endpoint == null) {
            return next.handle(exchange, handler);
        }
        ReactiveExchange.beginWebhook(exchange);
        return ReactiveExchange.judge(endpoint, exchange)
                .flatMap(admission -> admission instanceof WebhookDelivery delivery
                        ? handle(exchange, handler, next, delivery)
                        // Answered, and no result: the handler is not called.
                        : ReactiveExchange.answer(exchange.getResponse(), ((Answered) admission).response())
                                .then(Mono.empty()));
    }

    private static Mono<HandlerResult> handle(
            ServerWebExchange exchange, Object handler, HandlerAdapter next, WebhookDelivery delivery) {
        ServerWebExchange readable = readable(exchange, delivery);
        return DeliveryArguments.suit(handler, delivery) ? next.handle(readable, handler) : ignored(exchange, delivery);
    }

    private static Mono<HandlerResult> ignored(ServerWebExchange exchange, WebhookDelivery delivery) {
        return ReactiveExchange.settle(delivery, Outcome.ignored())
                .flatMap(answer -> ReactiveExchange.answer(exchange.getResponse(), answer))
                .then(Mono.empty());
    }

    /** Router functions read the request that was made when the route was found. */
    private static ServerWebExchange readable(ServerWebExchange exchange, WebhookDelivery delivery) {
        ServerWebExchange verified = ReactiveExchange.verified(exchange, delivery);
        if (exchange.getAttribute(RouterFunctions.REQUEST_ATTRIBUTE) instanceof ServerRequest routed) {
            verified.getAttributes()
                    .put(RouterFunctions.REQUEST_ATTRIBUTE, ServerRequest.create(verified, routed.messageReaders()));
        }
        return verified;
    }

    /** Found at the first request, when every bean is there; the dispatcher keeps its list for ever, too. */
    private @Nullable HandlerAdapter next(Object handler) {
        List<HandlerAdapter> others = all;
        if (others == null) {
            others = adapters.orderedStream().filter(adapter -> adapter != this).toList();
            all = others;
        }
        for (HandlerAdapter adapter : others) {
            if (adapter.supports(handler)) {
                return adapter;
            }
        }
        return null;
    }
}
