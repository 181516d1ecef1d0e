package dev.strapiwebhooks.spring;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.ServletExchange;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets only verified deliveries reach handlers on the webhook's paths, handlers marked with {@link StrapiWebhook} and
 * handlers that take an event. It verifies requests that no {@link StrapiWebhookPathFilter} has verified. A handler that
 * throws, or ends with a status of 300 or more, gives the delivery back.
 *
 * <p>As a bean of type {@link org.springframework.web.servlet.handler.MappedInterceptor} it is found by every handler
 * mapping, however Spring MVC is configured; {@link EnableStrapiWebhooks} and Spring Boot register it so. Thread-safe.
 */
public final class StrapiWebhookInterceptor implements HandlerInterceptor {
    private final ServletGuard guard;

    /**
     * An interceptor to be registered for all paths; it looks at its own only.
     *
     * @param endpoint what judges the requests
     * @param paths where every request must be a webhook
     */
    public StrapiWebhookInterceptor(WebhookEndpoint endpoint, WebhookPaths paths) {
        this(new ServletGuard(
                WebhookEndpoints.of(requireNonNull(endpoint, "endpoint"), requireNonNull(paths, "paths")),
                new GuardedHandlers()));
    }

    StrapiWebhookInterceptor(ServletGuard guard) {
        this.guard = guard;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        return guard.admits(request, response, handler);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        guard.delivery(request).ifPresent(delivery -> delivery.settle(ServletExchange.outcome(failure, response)));
    }
}
