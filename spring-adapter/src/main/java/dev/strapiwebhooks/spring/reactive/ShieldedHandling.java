package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.Outcome;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpEntity;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a handler end its work when its client goes away, and reports how it did. While the client is there, the answer
 * reports, when it is sent. Work that streams, in a {@code Flux} or in the body of an answer, ends with its client, and
 * counts as failed then. Thread-safe.
 */
final class ShieldedHandling {
    private static final String ATTRIBUTE = ShieldedHandling.class.getName();

    private final WebhookDelivery delivery;
    private final ServerWebExchange exchange;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WORKING);

    private enum Stage {
        /** A worker of its own is at it, and ends whatever becomes of the client. */
        WORKING,
        /** The client has gone, and the worker reports. */
        ABANDONED,
        /** What is left ends with the client. */
        EXPOSED,
        /** All is done but to answer. */
        DONE
    }

    ShieldedHandling(WebhookDelivery delivery, ServerWebExchange exchange) {
        this.delivery = delivery;
        this.exchange = exchange;
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The client has gone, or nobody waits any more. */
    static void abandon(ServerWebExchange exchange) {
        if (exchange.getAttribute(ATTRIBUTE) instanceof ShieldedHandling handling
                && !handling.stage.compareAndSet(Stage.WORKING, Stage.ABANDONED)) {
            handling.reportAbandoned();
        }
    }

    Mono<HandlerResult> handle(Mono<HandlerResult> handler) {
        return shielded(handler.map(this::withShieldedWork).doOnSuccess(this::handled));
    }

    private void handled(HandlerResult result) {
        boolean more = result != null && isWork(result.getReturnValue());
        end(more ? Stage.EXPOSED : Stage.DONE);
    }

    private static boolean isWork(Object value) {
        return value instanceof Publisher<?> || (value instanceof HttpEntity<?> entity && isWork(entity.getBody()));
    }

    /** What a handler returns may be work that has not begun. */
    private HandlerResult withShieldedWork(HandlerResult result) {
        return result.getReturnValue() instanceof Mono<?> work
                ? new HandlerResult(
                                result.getHandler(),
                                Mono.defer(() -> begun(work)),
                                result.getReturnTypeSource(),
                                result.getBindingContext())
                        .setExceptionHandler(result.getExceptionHandler())
                : result;
    }

    private <T> Mono<T> begun(Mono<T> work) {
        stage.compareAndSet(Stage.EXPOSED, Stage.WORKING);
        return shielded(work.doOnSuccess(value -> end(isWork(value) ? Stage.EXPOSED : Stage.DONE)));
    }

    private <T> Mono<T> shielded(Mono<T> work) {
        return work.doOnError(this::failed)
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    private void end(Stage next) {
        if (!stage.compareAndSet(Stage.WORKING, next) && next == Stage.DONE) {
            settle(ReactiveExchange.outcome(exchange.getResponse()));
        } else if (stage.get() == Stage.ABANDONED) {
            settle(gone());
        }
    }

    private void failed(Throwable failure) {
        if (!stage.compareAndSet(Stage.WORKING, Stage.DONE)) {
            settle(Outcome.threw(failure));
        }
    }

    /** Not on the thread of the server: a claim may be given back. */
    private void reportAbandoned() {
        Outcome outcome = stage.get() == Stage.DONE ? ReactiveExchange.outcome(exchange.getResponse()) : gone();
        Schedulers.boundedElastic().schedule(() -> settle(outcome));
    }

    private void settle(Outcome outcome) {
        WebhookResponse unused = delivery.settle(outcome);
    }

    private static Outcome gone() {
        return Outcome.threw(new CancellationException("the client went away before the handler had ended its work"));
    }
}
