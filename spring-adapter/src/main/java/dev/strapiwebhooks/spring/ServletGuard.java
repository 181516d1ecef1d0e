package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.ServletExchange;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.server.RequestPath;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UrlPathHelper;

/**
 * Decides in front of a handler that a mapping has found: it looks at what was really matched, and not only at how the
 * path is spelt. Used by the interceptor and the handler adapter, of which the first that sees a request verifies it.
 *
 * <p>Thread-safe.
 */
final class ServletGuard {
    private final WebhookEndpoint endpoint;
    private final WebhookPaths paths;
    private final GuardedHandlers handlers;

    ServletGuard(WebhookEndpoint endpoint, WebhookPaths paths, GuardedHandlers handlers) {
        this.endpoint = endpoint;
        this.paths = paths;
        this.handlers = handlers;
    }

    Optional<WebhookDelivery> delivery(HttpServletRequest request) {
        return StrapiWebhooks.find(request, endpoint);
    }

    /** Whether the request is a delivery, or the handler must be called for deliveries only. */
    boolean concerns(HttpServletRequest request, Object handler) {
        return delivery(request).isPresent() || isGuarded(request, handler);
    }

    /** Whether the handler may be called; where it may not, the request has been answered. */
    boolean admits(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        if (delivery(request).isPresent() || !isGuarded(request, handler)) {
            return true;
        }
        Admission admission = ServletExchange.receive(endpoint, request);
        if (admission instanceof Answered answered) {
            ServletExchange.answer(answered.response(), request, response);
        }
        return admission instanceof WebhookDelivery;
    }

    private boolean isGuarded(HttpServletRequest request, Object handler) {
        return ServletPaths.match(paths, request) || isMatched(request) || handlers.contains(handler);
    }

    /** By the pattern of the handler, or by the path as the mapping read it. */
    private boolean isMatched(HttpServletRequest request) {
        return matches(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                || matches(request.getAttribute(UrlPathHelper.PATH_ATTRIBUTE))
                || (request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE) instanceof RequestPath path
                        && paths.match(path.pathWithinApplication().value()));
    }

    private boolean matches(Object attribute) {
        return attribute instanceof String path && paths.match(path);
    }
}
