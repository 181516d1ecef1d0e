package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.spring.EventDispatcher;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Maps the webhook's paths to the dispatcher, where the application has listeners or an event handler. They may block, so
 * they are called on the bounded elastic scheduler.
 */
final class ReactiveEventMapping extends AbstractHandlerMapping {
    /** In front of controllers and routes: what one of those took on these paths would count as handled. */
    private static final int IN_FRONT_OF_OTHERS = Ordered.HIGHEST_PRECEDENCE + 100;

    private final ReactiveGuard guard;
    private final EventDispatcher dispatcher;

    ReactiveEventMapping(ReactiveGuard guard, EventDispatcher dispatcher) {
        this.guard = guard;
        this.dispatcher = dispatcher;
        setOrder(IN_FRONT_OF_OTHERS);
    }

    @Override
    protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        boolean isWebhook = dispatcher.hasTarget() && !guard.onPath(exchange).isEmpty();
        return isWebhook ? Mono.<WebHandler>just(this::handle) : Mono.empty();
    }

    private Mono<Void> handle(ServerWebExchange exchange) {
        WebhookDelivery delivery = StrapiWebFilter.delivery(exchange);
        return Mono.fromCallable(() -> delivery.settle(dispatcher.outcome(delivery)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(answer -> ReactiveExchange.answer(exchange.getResponse(), answer));
    }
}
