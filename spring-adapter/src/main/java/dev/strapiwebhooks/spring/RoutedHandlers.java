package dev.strapiwebhooks.spring;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Finds the handlers behind routes. */
final class RoutedHandlers implements RouterFunctions.Visitor {
    private final Consumer<Object> found;

    RoutedHandlers(Consumer<Object> found) {
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
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
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
