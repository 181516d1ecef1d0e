package dev.strapiwebhooks.spring;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * What keeps a method from working in a transaction that somebody else has begun: it works on another thread, or after it
 * has returned, or in a transaction of its own.
 */
final class TransactionalMethod {
    private static final String ASYNC = "org.springframework.scheduling.annotation.Async";
    private static final String TRANSACTIONAL = "org.springframework.transaction.annotation.Transactional";
    private static final Set<String> JOINING = Set.of("REQUIRED", "SUPPORTS", "MANDATORY", "NESTED");

    private TransactionalMethod() {}

    static Optional<String> objection(Class<?> type, Method method) {
        if (KotlinDetector.isSuspendingFunction(method)) {
            return Optional.of("is a suspending function, which another thread may end; let it be a plain one");
        }
        if (annotations(method).anyMatch(all -> all.isPresent(ASYNC))) {
            return Optional.of("is @Async, so that it works on another thread; remove one of them");
        }
        Class<?> result = ResolvableType.forMethodReturnType(method, type).toClass();
        if (mayEndLater(result)) {
            return Optional.of("returns " + result.getSimpleName()
                    + ", which may end after the transaction; let it return nothing, and work before it returns");
        }
        return annotations(method)
                .map(all -> all.get(TRANSACTIONAL))
                .filter(MergedAnnotation::isPresent)
                .findFirst()
                .map(found ->
                        found.getValue("propagation").map(Object::toString).orElse("REQUIRED"))
                .filter(propagation -> !JOINING.contains(propagation))
                .map(propagation ->
                        "is @Transactional with " + propagation + ", and so in no or another transaction; remove that");
    }

    private static Stream<MergedAnnotations> annotations(Method method) {
        return Stream.of(method, method.getDeclaringClass())
                .map(element -> MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY));
    }

    private static boolean mayEndLater(Class<?> result) {
        return result == Object.class
                || Future.class.isAssignableFrom(result)
                || CompletionStage.class.isAssignableFrom(result)
                || ReactiveAdapterRegistry.getSharedInstance().getAdapter(result) != null;
    }
}
