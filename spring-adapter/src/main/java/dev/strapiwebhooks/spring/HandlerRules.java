package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookEndpoint;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;

/**
 * What must hold of handlers that a mapping holds: each that takes webhooks is called, by what its author believes. For
 * Spring MVC and WebFlux alike.
 */
public final class HandlerRules {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerRules.class);

    private final GuardedHandlers guarded;
    private final WebhookEndpoints endpoints;
    private final EventDispatcher dispatcher;

    /**
     * The rules of an application.
     *
     * @param guarded which handlers are called for verified deliveries only
     * @param endpoints what verifies them
     * @param dispatcher what takes events instead of handlers
     */
    public HandlerRules(GuardedHandlers guarded, WebhookEndpoints endpoints, EventDispatcher dispatcher) {
        this.guarded = guarded;
        this.endpoints = endpoints;
        this.dispatcher = dispatcher;
    }

    GuardedHandlers guarded() {
        return guarded;
    }

    /** Throws when a handler would not be called. */
    void require(MappedHandlers mapped) {
        mapped.all().forEach(this::require);
    }

    private void require(MappedHandlers.Mapped each) {
        Optional<WebhookEndpoint> ofPath = endpoints.on(paths -> each.isOn(paths::match));
        boolean isGuarded = guarded.contains(each.handler());
        if (!isGuarded && ofPath.isEmpty()) {
            return;
        }
        String named = guarded.endpointOf(each.handler());
        WebhookEndpoint endpoint = named.isEmpty() && ofPath.isPresent() ? ofPath.get() : endpoints.named(named);
        if (endpoint.storesDeliveries()) {
            throw new StrapiWebhookConfigurationException(
                    each + " would never be called: the endpoint " + endpoint.name()
                            + " stores its deliveries in an inbox, and they are handled from there."
                            + " Let a @StrapiListener method take them, and remove this handler");
        }
        if (ofPath.isPresent() && dispatcher.hasTarget()) {
            throw new StrapiWebhookConfigurationException(each + " would never be called: " + dispatcher
                    + " take every event on its path. Remove one of them, or map the handler to another path");
        }
        if (each.handler() instanceof HandlerMethod method) {
            tellWhatIsBound(method);
        }
    }

    private static void tellWhatIsBound(HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            if (EventArguments.isEntry(parameter)
                    && EventArguments.contentType(parameter).isEmpty()) {
                LOG.info(
                        "{} binds entries of every content type to {}; name the type, as in"
                                + " @StrapiEntry(\"api::article.article\"), or as @StrapiType at the class",
                        method,
                        parameter.getParameterType().getSimpleName());
            }
        }
    }
}
