package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.util.List;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/** Says which endpoints must have verified a request: by its path, by the pattern that it matched, or by its handler. */
record ReactiveGuard(WebhookEndpoints endpoints, GuardedHandlers handlers) {
    List<WebhookEndpoint> onPath(ServerWebExchange exchange) {
        return endpoints.on(paths -> isOnPath(paths, exchange));
    }

    List<WebhookEndpoint> guarding(ServerWebExchange exchange, Object handler) {
        return endpoints.guarding(paths -> isMatched(paths, exchange) || isOnPath(paths, exchange), handlers, handler);
    }

    private static boolean isOnPath(WebhookPaths paths, ServerWebExchange exchange) {
        return paths.match(
                exchange.getRequest().getPath().pathWithinApplication().value());
    }

    private static boolean isMatched(WebhookPaths paths, ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern
                && paths.match(pattern.getPatternString());
    }
}
