package dev.strapiwebhooks.spring.reactive;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Finds the handlers behind routes. */
final class ReactiveRoutedHandlers implements RouterFunctions.Visitor {
    private final Consumer<Object> found;

    ReactiveRoutedHandlers(Consumer<Object> found) {
        this.found = found;
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        found.accept(handler);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        // its routes follow
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        // its routes came before
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        // files, no handlers
    }

    @Override
    public void attributes(Map<String, Object> attributes) {
        // no handlers
    }

    @Override
    public void unknown(RouterFunction<?> router) {
        // it does not say where it leads
    }
}
