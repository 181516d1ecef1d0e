package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.util.Optional;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/** Says which endpoint must have verified a request: by its path, by the pattern that it matched, or by its handler. */
record ReactiveGuard(WebhookEndpoints endpoints, GuardedHandlers handlers) {
    Optional<WebhookEndpoint> onPath(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return endpoints.on(paths -> paths.match(path));
    }

    Optional<WebhookEndpoint> guarding(ServerWebExchange exchange, Object handler) {
        String named = handlers.endpointOf(handler);
        if (!named.isEmpty()) {
            return Optional.of(endpoints.named(named));
        }
        Optional<WebhookEndpoint> ofPath =
                endpoints.on(paths -> isMatched(paths, exchange)).or(() -> onPath(exchange));
        return ofPath.isEmpty() && handlers.contains(handler) ? Optional.of(endpoints.named("")) : ofPath;
    }

    private static boolean isMatched(WebhookPaths paths, ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern
                && paths.match(pattern.getPatternString());
    }
}
