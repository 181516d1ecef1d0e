package dev.strapiwebhooks.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Maps the webhook's paths to the dispatcher, where the application has listeners or an event handler. */
final class EventHandlerMapping extends AbstractHandlerMapping {
    /** In front of controllers and routes: what one of those took on these paths would count as handled. */
    private static final int IN_FRONT_OF_OTHERS = Ordered.HIGHEST_PRECEDENCE + 100;

    private final WebhookEndpoints endpoints;
    private final EventDispatcher dispatcher;
    private final EventRequestHandler handler;

    EventHandlerMapping(WebhookEndpoints endpoints, EventDispatcher dispatcher) {
        this.endpoints = endpoints;
        this.dispatcher = dispatcher;
        this.handler = new EventRequestHandler(dispatcher);
        setOrder(IN_FRONT_OF_OTHERS);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        String unused = initLookupPath(request); // interceptors look it up
        boolean isWebhook = dispatcher.hasTarget()
                && !endpoints.on(paths -> ServletPaths.match(paths, request)).isEmpty();
        return isWebhook ? handler : null;
    }
}
