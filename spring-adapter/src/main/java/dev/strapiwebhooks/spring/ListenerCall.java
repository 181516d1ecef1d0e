package dev.strapiwebhooks.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;

/** Calls a method and waits until its work is done, whatever it returns; on a thread that may block. */
final class ListenerCall {
    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Flux", ListenerCall.class.getClassLoader());

    private ListenerCall() {}

    static void invoke(Method method, Object target, @Nullable Object[] arguments) throws Exception {
        if (KotlinDetector.isSuspendingFunction(method)) {
            // The last parameter is the continuation, which is given by what calls it.
            @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
            Reactive.await(CoroutinesUtils.invokeSuspendingFunction(method, target, all));
            return;
        }
        try {
            await(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            throw thrown(e.getTargetException());
        }
    }

    private static void await(@Nullable Object result) throws Exception {
        if (result instanceof CompletionStage<?> stage) {
            try {
                Object unused = stage.toCompletableFuture().get();
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            }
        } else if (REACTOR && result != null) {
            Reactive.awaitIfReactive(result);
        }
    }

    private static Exception thrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
    }

    /** Where Reactor is there. */
    private static final class Reactive {
        static void awaitIfReactive(Object result) throws Exception {
            ReactiveAdapter adapter =
                    ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass(), result);
            if (adapter != null) {
                await(adapter.toPublisher(result));
            }
        }

        static void await(Publisher<?> work) throws Exception {
            ListenerCall.await(Flux.from(work).then().toFuture());
        }
    }
}
