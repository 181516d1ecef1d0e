package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.event.StrapiEvent;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Knows which handlers are called for verified deliveries only, on whatever path they are mapped to: those marked with
 * {@link StrapiWebhook}, and those that take an event, a delivery or an entry. For Spring MVC and WebFlux alike.
 *
 * <p>Thread-safe.
 */
public final class GuardedHandlers {
    private static final int MOST_NESTED = 3;

    /** Looking for annotations takes longer than the rest, and every request of the application comes by. */
    private final Map<MethodOfType, Guard> methods = new ConcurrentHashMap<>();

    private final Map<Class<?>, Guard> types = new ConcurrentHashMap<>();
    private final Map<Class<?>, Guard> marked = new ConcurrentHashMap<>();

    /**
     * How a handler is guarded.
     *
     * @param isNeeded whether it must be called for verified deliveries only
     * @param endpoint name of the endpoint that its mark names; empty where it names none
     */
    private record Guard(boolean isNeeded, String endpoint) {
        static final Guard NONE = new Guard(false, "");

        static Guard of(@Nullable StrapiWebhook mark) {
            return mark == null ? NONE : new Guard(true, mark.value());
        }
    }

    /** Knows annotations and parameters; beans are added. */
    public GuardedHandlers() {}

    /**
     * Adds handlers whose mark is on the method that makes their bean, where the class does not show it.
     *
     * @param type the class of the bean
     * @param mark what is there
     */
    void add(Class<?> type, StrapiWebhook mark) {
        marked.put(type, Guard.of(mark));
    }

    /**
     * Whether a handler is one of them.
     *
     * @param handler what a mapping found
     * @return true when it must be called for verified deliveries only
     */
    public boolean contains(Object handler) {
        return guard(handler).isNeeded();
    }

    /**
     * Which endpoint a handler's mark names.
     *
     * @param handler what a mapping found
     * @return the endpoint's name; empty where there is no mark, or it names none
     */
    public String endpointOf(Object handler) {
        return guard(handler).endpoint();
    }

    private Guard guard(Object handler) {
        if (handler instanceof HandlerMethod method) {
            Class<?> type = typeOf(method);
            MethodOfType key = new MethodOfType(type, method.getMethod());
            return added(type).orElseGet(() -> methods.computeIfAbsent(key, each -> of(method, each)));
        }
        Class<?> type = ClassUtils.getUserClass(AopUtils.getTargetClass(handler));
        return added(type).orElseGet(() -> types.computeIfAbsent(type, each -> Guard.of(mark(each))));
    }

    private static Guard of(HandlerMethod method, MethodOfType key) {
        StrapiWebhook mark = key.mark();
        return mark == null && takesDelivery(method) ? new Guard(true, "") : Guard.of(mark);
    }

    /** A bean that did not exist when it was added may be of a narrower type than was declared. */
    private Optional<Guard> added(Class<?> type) {
        return marked.entrySet().stream()
                .filter(each -> each.getKey().isAssignableFrom(type))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Of a bean that need not exist yet. */
    static Class<?> typeOf(HandlerMethod method) {
        return ClassUtils.getUserClass(
                method.getBean() instanceof String ? method.getBeanType() : AopUtils.getTargetClass(method.getBean()));
    }

    /**
     * Whether a parameter is filled from a verified delivery.
     *
     * @param parameter a handler method's parameter
     * @return true for an event, a delivery or an entry
     */
    public static boolean isOfDelivery(MethodParameter parameter) {
        return EventArguments.isEntry(parameter)
                || isOfDelivery(ResolvableType.forMethodParameter(parameter), MOST_NESTED);
    }

    /** Also in an {@code Optional} or a {@code Mono}: or else the framework would make one from parameters of the query. */
    private static boolean isOfDelivery(ResolvableType type, int depth) {
        Class<?> raw = type.toClass();
        return StrapiEvent.class.isAssignableFrom(raw)
                || raw == WebhookDelivery.class
                || (depth > 0 && Arrays.stream(type.getGenerics()).anyMatch(inner -> isOfDelivery(inner, depth - 1)));
    }

    private static boolean takesDelivery(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(GuardedHandlers::isOfDelivery);
    }

    private static @Nullable StrapiWebhook mark(AnnotatedElement element) {
        return AnnotatedElementUtils.findMergedAnnotation(element, StrapiWebhook.class);
    }

    /** Not the handler method itself, which would keep each bean of a short scope. */
    private record MethodOfType(Class<?> type, Method method) {
        /** Also behind a proxy of an interface, where the annotation is on the class only. */
        @Nullable
        StrapiWebhook mark() {
            return Stream.of(method, AopUtils.getMostSpecificMethod(method, type), type)
                    .map(GuardedHandlers::mark)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
