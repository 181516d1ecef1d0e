package dev.strapiwebhooks.spring.reactive;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Verifies each request on the webhook's paths and passes only genuine deliveries on, with a body that can be read again.
 * Handlers take the event from {@link #event(ServerWebExchange)}, or as an argument. Judging runs on the bounded elastic
 * scheduler, because a replay store may block.
 *
 * <p>It sees paths as they were sent. What another filter behind it rewrites is guarded in front of the handler, by what
 * {@link StrapiWebhookWebFluxConfiguration} registers; without that, as with this filter alone, it is not.
 *
 * <p>A handler that fails, or ends with a status of 300 or more, gives the delivery back. An exception with a status of
 * its own below 500 is the application's answer. Thread-safe.
 */
public final class StrapiWebFilter implements WebFilter, Ordered {
    /** In front of Spring Security's filter at -100. */
    private static final int ORDER = -110;

    private final ReactiveGuard guard;

    /**
     * A filter for some paths.
     *
     * @param endpoint what judges the requests
     * @param paths patterns below the context path, for example {@code /webhooks/strapi}
     */
    public StrapiWebFilter(WebhookEndpoint endpoint, String... paths) {
        this(endpoint, WebhookPaths.of(List.of(paths)));
    }

    /**
     * A filter for some paths.
     *
     * @param endpoint what judges the requests
     * @param paths where
     */
    public StrapiWebFilter(WebhookEndpoint endpoint, WebhookPaths paths) {
        this(WebhookEndpoints.of(requireNonNull(endpoint, "endpoint"), requireNonNull(paths, "paths")));
    }

    /**
     * A filter for the paths of all endpoints.
     *
     * @param endpoints what judges the requests
     */
    public StrapiWebFilter(WebhookEndpoints endpoints) {
        this.guard = new ReactiveGuard(endpoints, new GuardedHandlers());
    }

    /**
     * The verified event of a request.
     *
     * @param exchange the request
     * @return the event
     * @throws IllegalStateException when no filter verified this request
     */
    public static StrapiEvent event(ServerWebExchange exchange) {
        return delivery(exchange).event();
    }

    /**
     * The verified delivery of a request, with the raw bytes and what was proven.
     *
     * @param exchange the request
     * @return the delivery
     * @throws IllegalStateException when no filter verified this request
     */
    public static WebhookDelivery delivery(ServerWebExchange exchange) {
        return ReactiveExchange.delivery(exchange)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "This request was not verified as a Strapi webhook. Add its path"
                                        + " to strapi.webhook.path or StrapiWebFilter, or mark the handler with @StrapiWebhook."));
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return shielded(
                exchange,
                ReactiveExchange.behind(
                        guard.onPath(exchange), exchange, passed -> settling(passed, chain.filter(passed))));
    }

    /**
     * Keeps the cancellation of a client that goes away from a webhook: its handler must not stop halfway, nor run again.
     * A handler on another path may turn out to be guarded, behind the mapping; other requests are cancelled as ever.
     */
    private static Mono<Void> shielded(ServerWebExchange exchange, Mono<Void> rest) {
        return Mono.create(client -> {
            Disposable running =
                    rest.contextWrite(client.contextView()).subscribe(nothing -> {}, client::error, client::success);
            client.onCancel(() -> {
                if (!ReactiveExchange.isWebhook(exchange)) {
                    running.dispose();
                }
            });
        });
    }

    /** Settles a delivery, if it is one, when its answer is sent or something has failed. */
    private static Mono<Void> settling(ServerWebExchange exchange, Mono<Void> rest) {
        return rest.then(Mono.defer(() -> ReactiveExchange.settled(exchange))).onErrorResume(e -> failed(exchange, e));
    }

    private static Mono<Void> failed(ServerWebExchange exchange, Throwable e) {
        return ReactiveExchange.delivery(exchange)
                .map(delivery -> failed(exchange.getResponse(), delivery, e))
                .orElseGet(() -> Mono.error(e));
    }

    private static Mono<Void> failed(ServerHttpResponse response, WebhookDelivery delivery, Throwable e) {
        boolean ownAnswer =
                e instanceof ErrorResponse own && own.getStatusCode().value() < 500;
        Outcome outcome = ownAnswer
                ? Outcome.answered(((ErrorResponse) e).getStatusCode().value())
                : ReactiveExchange.outcome(response, e);
        return ReactiveExchange.settle(delivery, outcome)
                .flatMap(answer -> ownAnswer || response.isCommitted()
                        ? Mono.error(e)
                        : ReactiveExchange.answer(response, answer));
    }
}
