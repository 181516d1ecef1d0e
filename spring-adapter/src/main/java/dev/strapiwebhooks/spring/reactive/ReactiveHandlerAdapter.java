package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
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
        return ReactiveExchange.behind(
                guard.guarding(exchange, handler),
                exchange,
                verified -> handle(readable(exchange, verified), handler, next));
    }

    private static Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler, HandlerAdapter next) {
        WebhookDelivery delivery = ReactiveExchange.delivery(exchange).orElse(null);
        return delivery == null || DeliveryArguments.suit(handler, delivery)
                ? next.handle(exchange, handler)
                : ignored(exchange, delivery);
    }

    private static Mono<HandlerResult> ignored(ServerWebExchange exchange, WebhookDelivery delivery) {
        return ReactiveExchange.settle(delivery, Outcome.ignored())
                .flatMap(answer -> ReactiveExchange.answer(exchange.getResponse(), answer))
                .then(Mono.empty());
    }

    /** Router functions read the request that was made when the route was found. */
    private static ServerWebExchange readable(ServerWebExchange before, ServerWebExchange verified) {
        if (verified != before
                && before.getAttribute(RouterFunctions.REQUEST_ATTRIBUTE) instanceof ServerRequest routed) {
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
