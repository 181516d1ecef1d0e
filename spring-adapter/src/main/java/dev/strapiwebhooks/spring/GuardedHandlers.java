package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.event.StrapiEvent;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Knows which handlers are called for verified deliveries only, on whatever path they are mapped to: those marked with
 * {@link StrapiWebhook}, and those that take an event, a delivery or an entry. For Spring MVC and WebFlux alike.
 *
 * <p>Thread-safe.
 */
public final class GuardedHandlers {
    /** Looking for annotations takes longer than the rest, and every request of the application comes by. */
    private final Map<MethodOfType, Boolean> methods = new ConcurrentHashMap<>();

    private final Map<Class<?>, Boolean> types = new ConcurrentHashMap<>();
    private final Set<Object> markedBeans =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** Knows annotations and parameters; beans are added. */
    public GuardedHandlers() {}

    /**
     * Adds a handler whose mark is on the method that makes the bean, where the handler itself does not show it.
     *
     * @param bean a handler as mappings hold it
     */
    public void add(Object bean) {
        markedBeans.add(bean);
    }

    /**
     * Whether a handler is one of them.
     *
     * @param handler what a mapping found
     * @return true when it must be called for verified deliveries only
     */
    public boolean contains(Object handler) {
        if (handler instanceof HandlerMethod method) {
            MethodOfType key = new MethodOfType(AopUtils.getTargetClass(method.getBean()), method.getMethod());
            return methods.computeIfAbsent(key, type -> type.isMarked() || takesDelivery(method));
        }
        return types.computeIfAbsent(AopUtils.getTargetClass(handler), GuardedHandlers::isMarked)
                || markedBeans.contains(handler);
    }

    /**
     * Whether a parameter is filled from a verified delivery.
     *
     * @param parameter a handler method's parameter
     * @return true for an event, a delivery or an entry
     */
    public static boolean isOfDelivery(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return StrapiEvent.class.isAssignableFrom(type)
                || type == WebhookDelivery.class
                || parameter.hasParameterAnnotation(StrapiEntry.class);
    }

    private static boolean takesDelivery(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(GuardedHandlers::isOfDelivery);
    }

    private static boolean isMarked(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, StrapiWebhook.class);
    }

    /** Not the handler method itself, which would keep each bean of a short scope. */
    private record MethodOfType(Class<?> type, Method method) {
        /** Also behind a proxy of an interface, where the annotation is on the class only. */
        boolean isMarked() {
            return GuardedHandlers.isMarked(method)
                    || GuardedHandlers.isMarked(type)
                    || GuardedHandlers.isMarked(AopUtils.getMostSpecificMethod(method, type));
        }
    }
}
