package dev.strapiwebhooks.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Maps the webhook's paths to the dispatcher, where the application has listeners or an event handler. */
final class EventHandlerMapping extends AbstractHandlerMapping {
    /** In front of controllers, which are at 0. */
    static final int IN_FRONT_OF_CONTROLLERS = -1;

    private final WebhookEndpoints endpoints;
    private final EventDispatcher dispatcher;
    private final EventRequestHandler handler;

    EventHandlerMapping(WebhookEndpoints endpoints, EventDispatcher dispatcher) {
        this.endpoints = endpoints;
        this.dispatcher = dispatcher;
        this.handler = new EventRequestHandler(dispatcher);
        setOrder(IN_FRONT_OF_CONTROLLERS);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        String unused = initLookupPath(request); // interceptors look it up
        boolean isWebhook = dispatcher.hasTarget()
                && endpoints.on(paths -> ServletPaths.match(paths, request)).isPresent();
        return isWebhook ? handler : null;
    }
}
