package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.WebhookDelivery;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerResult;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a handler end its work when its client goes away, and reports how it did. While the client is there, the answer
 * reports, when it is sent.
 */
final class ShieldedHandling {
    private final WebhookDelivery delivery;
    private final ServerHttpResponse response;
    private final AtomicBoolean abandoned = new AtomicBoolean();

    ShieldedHandling(WebhookDelivery delivery, ServerHttpResponse response) {
        this.delivery = delivery;
        this.response = response;
    }

    Mono<HandlerResult> handle(Mono<HandlerResult> handler) {
        return shielded(handler.map(this::withShieldedWork), ShieldedHandling::isDone);
    }

    /** What a handler returns may be work that has not begun. */
    private HandlerResult withShieldedWork(HandlerResult result) {
        return result.getReturnValue() instanceof Mono<?> work
                ? new HandlerResult(
                                result.getHandler(),
                                shielded(work, value -> true),
                                result.getReturnTypeSource(),
                                result.getBindingContext())
                        .setExceptionHandler(result.getExceptionHandler())
                : result;
    }

    private static boolean isDone(@Nullable HandlerResult result) {
        return result == null || !(result.getReturnValue() instanceof Mono<?>);
    }

    private <T> Mono<T> shielded(Mono<T> work, Predicate<@Nullable T> isDone) {
        return work.doOnError(this::reportFailure)
                .doOnSuccess(value -> reportEnd(isDone.test(value)))
                .subscribeOn(Schedulers.boundedElastic())
                .cache()
                .doOnCancel(() -> abandoned.set(true));
    }

    private void reportFailure(Throwable failure) {
        if (abandoned.get()) {
            delivery.failed(failure);
        }
    }

    private void reportEnd(boolean done) {
        if (!abandoned.get()) {
            return;
        }
        if (done) {
            delivery.completed(ReactiveExchange.status(response));
        } else {
            delivery.failed(new CancellationException("the client went away before the handler began its work"));
        }
    }
}
