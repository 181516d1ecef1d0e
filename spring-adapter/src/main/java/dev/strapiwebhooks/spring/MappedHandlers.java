package dev.strapiwebhooks.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** What the handler mappings of an application hold: methods, and handlers of other kinds. Makes no bean. Not thread-safe. */
public final class MappedHandlers {
    private final BeanFactory beans;
    private final List<Mapped> all = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param beans tells the types of handlers that are held by their names
     */
    public MappedHandlers(BeanFactory beans) {
        this.beans = beans;
    }

    /**
     * A handler.
     *
     * @param handler a method, or another handler, or only the class of it
     * @param type its class
     * @param patterns the patterns of the paths that it is mapped to, as far as they are known
     */
    record Mapped(Object handler, Class<?> type, Set<String> patterns) {
        /** Whether it is mapped to one of some paths, by name and not by a wildcard, which may stand for others. */
        boolean isOn(Predicate<String> paths) {
            return patterns.stream()
                    .filter(pattern -> !WebhookPaths.isVariable(pattern))
                    .anyMatch(paths);
        }

        boolean hasWildcard() {
            return patterns.isEmpty() || patterns.stream().anyMatch(WebhookPaths::isVariable);
        }

        @Override
        public String toString() {
            return (handler instanceof HandlerMethod ? String.valueOf(handler) : type.getName()) + " on " + patterns;
        }
    }

    /**
     * Adds a handler.
     *
     * @param handler a method, another handler, or the name of its bean
     * @param patterns the patterns of the paths that it is mapped to; empty where they are not known
     */
    public void add(Object handler, Collection<String> patterns) {
        Class<?> type = handler instanceof HandlerMethod method
                ? GuardedHandlers.typeOf(method)
                : handler instanceof String name ? typeOf(name) : AopUtils.getTargetClass(handler);
        if (type != null) {
            all.add(new Mapped(handler, ClassUtils.getUserClass(type), Set.copyOf(patterns)));
        }
    }

    private @Nullable Class<?> typeOf(String name) {
        return beans.containsBean(name) ? beans.getType(name, false) : null;
    }

    List<Mapped> all() {
        return List.copyOf(all);
    }

    private Stream<HandlerMethod> methods() {
        return all.stream()
                .map(Mapped::handler)
                .filter(HandlerMethod.class::isInstance)
                .map(HandlerMethod.class::cast);
    }

    boolean containsMethodsOf(Class<?> type) {
        return methods().anyMatch(method -> type.isAssignableFrom(GuardedHandlers.typeOf(method)));
    }

    /** The method itself, or, where it is an interface's, an implementation of it: a proxy of a client may show it, too. */
    boolean contains(Method method) {
        return methods()
                .filter(mapped -> method.getDeclaringClass().isAssignableFrom(GuardedHandlers.typeOf(mapped)))
                .map(HandlerMethod::getMethod)
                .anyMatch(mapped -> mapped.getName().equals(method.getName())
                        && Arrays.equals(mapped.getParameterTypes(), method.getParameterTypes()));
    }

    boolean contains(Class<?> handler) {
        return all.stream()
                .anyMatch(each -> !(each.handler() instanceof HandlerMethod)
                        && each.type().equals(handler));
    }

    /** Handlers that must not be reached without verification, for a message; methods only. */
    List<HandlerMethod> guardedBy(GuardedHandlers guarded) {
        return methods().filter(guarded::contains).toList();
    }
}
