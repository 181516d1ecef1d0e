package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.spring.DeliveryArguments;
import dev.strapiwebhooks.spring.GuardedHandlers;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives handler methods of WebFlux what {@link DeliveryArguments} makes of a verified delivery. */
final class ReactiveArgumentResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return GuardedHandlers.isOfDelivery(parameter);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return Mono.fromCallable(() -> DeliveryArguments.resolve(parameter, StrapiWebFilter.delivery(exchange)));
    }
}
