package dev.strapiwebhooks.spring.reactive;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Answered;
import dev.strapiwebhooks.Outcome;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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

    private final ReactiveExchange webhook;
    private final WebhookPaths paths;

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
        this.webhook = new ReactiveExchange(requireNonNull(endpoint, "endpoint"));
        this.paths = requireNonNull(paths, "paths");
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
                                        + " to strapi.webhook.paths or StrapiWebFilter, or mark the handler with @StrapiWebhook."));
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (!paths.match(path)) {
            // A handler elsewhere may be guarded behind the mapping.
            return chain.filter(exchange)
                    .onErrorResume(e -> failed(exchange, e))
                    .doOnCancel(() -> ShieldedHandling.abandon(exchange));
        }
        return webhook.judge(exchange)
                .flatMap(admission -> admission instanceof WebhookDelivery delivery
                        ? proceed(exchange, chain, delivery)
                        : ReactiveExchange.answer(exchange.getResponse(), ((Answered) admission).response()));
    }

    private static Mono<Void> proceed(ServerWebExchange exchange, WebFilterChain chain, WebhookDelivery delivery) {
        ServerHttpResponse response = exchange.getResponse();
        ServerWebExchange verified = ReactiveExchange.verified(exchange, delivery);
        return chain.filter(verified)
                .then(Mono.defer(() -> ReactiveExchange.settled(delivery, response)))
                .onErrorResume(e -> failed(response, delivery, e))
                // A client that goes away must not stop the handler halfway, or have it run again: the cache keeps the
                // cancellation from it, and a worker of its own the interrupt.
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /** Of a handler outside the paths, which is guarded behind the mapping. */
    private static Mono<Void> failed(ServerWebExchange exchange, Throwable e) {
        return ReactiveExchange.delivery(exchange)
                .map(delivery -> failed(exchange.getResponse(), delivery, e))
                .orElseGet(() -> Mono.error(e));
    }

    private static Mono<Void> failed(ServerHttpResponse response, WebhookDelivery delivery, Throwable e) {
        boolean ownAnswer =
                e instanceof ErrorResponse own && own.getStatusCode().value() < 500;
        Outcome outcome =
                ownAnswer ? Outcome.answered(((ErrorResponse) e).getStatusCode().value()) : Outcome.threw(e);
        return ReactiveExchange.settle(delivery, outcome)
                .flatMap(answer -> ownAnswer || response.isCommitted()
                        ? Mono.error(e)
                        : ReactiveExchange.answer(response, answer));
    }
}
