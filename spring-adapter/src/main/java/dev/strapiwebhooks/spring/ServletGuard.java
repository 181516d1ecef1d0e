package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.ServletExchange;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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
    private final WebhookEndpoints endpoints;
    private final GuardedHandlers handlers;

    ServletGuard(WebhookEndpoints endpoints, GuardedHandlers handlers) {
        this.endpoints = endpoints;
        this.handlers = handlers;
    }

    WebhookEndpoints endpoints() {
        return endpoints;
    }

    /** What any of the endpoints has verified. */
    Optional<WebhookDelivery> delivery(HttpServletRequest request) {
        return StrapiWebhooks.find(request)
                .filter(last -> endpoints.all().stream().anyMatch(last::cameThrough))
                .or(() -> endpoints.all().stream()
                        .flatMap(endpoint -> StrapiWebhooks.find(request, endpoint).stream())
                        .findFirst());
    }

    /** Whether the request is a delivery, or the handler must be called for deliveries only. */
    boolean concerns(HttpServletRequest request, Object handler) {
        return delivery(request).isPresent() || !guarding(request, handler).isEmpty();
    }

    /** Whether the handler may be called; where it may not, the request has been answered. */
    boolean admits(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        for (WebhookEndpoint endpoint : guarding(request, handler)) {
            if (StrapiWebhooks.find(request, endpoint).isEmpty()) {
                Admission admission = ServletExchange.receive(endpoint, request);
                if (admission instanceof Answered answered) {
                    ServletExchange.answer(answered.response(), request, response);
                    return false;
                }
            }
        }
        return true;
    }

    /** The endpoints that must have verified the request: that of the path, in each reading, and that of a mark. */
    private List<WebhookEndpoint> guarding(HttpServletRequest request, Object handler) {
        return endpoints.guarding(
                paths -> ServletPaths.match(paths, request) || isMatched(paths, request), handlers, handler);
    }

    /** By the pattern of the handler, or by the path as the mapping read it. */
    private static boolean isMatched(WebhookPaths paths, HttpServletRequest request) {
        return matches(paths, request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                || matches(paths, request.getAttribute(UrlPathHelper.PATH_ATTRIBUTE))
                || (request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE) instanceof RequestPath path
                        && paths.match(path.pathWithinApplication().value()));
    }

    private static boolean matches(WebhookPaths paths, Object attribute) {
        return attribute instanceof String path && paths.match(path);
    }
}
