package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.EntryEvent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
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
        List<WebhookEndpoint> ofPath = endpoints.on(paths -> each.isOn(paths::match));
        boolean isGuarded = guarded.contains(each.handler());
        if (!isGuarded && ofPath.isEmpty()) {
            return;
        }
        endpoint(each, ofPath).filter(WebhookEndpoint::storesDeliveries).ifPresent(endpoint -> {
            throw new StrapiWebhookConfigurationException(
                    each + " would never be called: the endpoint " + endpoint.name()
                            + " stores its deliveries in an inbox, and they are handled from there."
                            + " Let a @StrapiListener method take them, and remove this handler");
        });
        if (!ofPath.isEmpty() && dispatcher.hasTarget()) {
            dispatcher.giveWayTo(each);
        }
        if (each.handler() instanceof HandlerMethod method) {
            tellWhatIsBound(method);
        }
    }

    /** Empty where only the request will show which it is, because the handler's path has variables. */
    private Optional<WebhookEndpoint> endpoint(MappedHandlers.Mapped each, List<WebhookEndpoint> ofPath) {
        String named = guarded.endpointOf(each.handler());
        if (named.isEmpty() && !ofPath.isEmpty()) {
            return Optional.of(ofPath.get(0));
        }
        if (named.isEmpty() && each.hasWildcard()) {
            return Optional.empty();
        }
        try {
            return Optional.of(endpoints.named(named));
        } catch (StrapiWebhookConfigurationException e) {
            throw new StrapiWebhookConfigurationException(each + ": " + e.getMessage());
        }
    }

    private static void requireContentType(HandlerMethod method, MethodParameter parameter) {
        if (EventArguments.isEntry(parameter)) {
            try {
                EventArguments.contentType(parameter).ifPresent(EntryEvent::requireUid);
            } catch (IllegalArgumentException e) {
                throw new StrapiWebhookConfigurationException(method + ": " + e.getMessage());
            }
        }
    }

    private static void tellWhatIsBound(HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            requireContentType(method, parameter);
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
