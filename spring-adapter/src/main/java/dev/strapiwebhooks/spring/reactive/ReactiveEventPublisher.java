package dev.strapiwebhooks.spring.reactive;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes each verified event to the application, so that {@code @EventListener void on(EntryEvent event)} works without
 * a controller. Listeners may block. One that throws makes the delivery fail; asynchronous ones cannot.
 */
public final class ReactiveEventPublisher implements WebHandler {
    private final ApplicationEventPublisher publisher;

    /**
     * A handler to be mapped to the webhook's paths.
     *
     * @param publisher the application
     */
    public ReactiveEventPublisher(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.<Void>fromRunnable(() -> {
                    publisher.publishEvent(StrapiWebFilter.event(exchange));
                    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
