package dev.strapiwebhooks.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** What the handler mappings of an application hold: methods, and handlers of other kinds. Makes no bean. Not thread-safe. */
public final class MappedHandlers {
    private final BeanFactory beans;
    private final List<HandlerMethod> methods = new ArrayList<>();
    private final Set<Class<?>> others = new HashSet<>();

    /**
     * Nothing yet.
     *
     * @param beans tells the types of handlers that are held by their names
     */
    public MappedHandlers(BeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Adds a handler.
     *
     * @param handler a method, another handler, or the name of its bean
     */
    public void add(Object handler) {
        if (handler instanceof HandlerMethod method) {
            methods.add(method);
            return;
        }
        Class<?> type = handler instanceof String name ? typeOf(name) : AopUtils.getTargetClass(handler);
        if (type != null) {
            others.add(ClassUtils.getUserClass(type));
        }
    }

    private @Nullable Class<?> typeOf(String name) {
        return beans.containsBean(name) ? beans.getType(name, false) : null;
    }

    boolean containsMethodsOf(Class<?> type) {
        return methods.stream().anyMatch(method -> type.isAssignableFrom(GuardedHandlers.typeOf(method)));
    }

    /** The method itself, or, where it is an interface's, an implementation of it: a proxy of a client may show it, too. */
    boolean contains(Method method) {
        return methods.stream()
                .filter(mapped -> method.getDeclaringClass().isAssignableFrom(GuardedHandlers.typeOf(mapped)))
                .map(HandlerMethod::getMethod)
                .anyMatch(mapped -> mapped.getName().equals(method.getName())
                        && Arrays.equals(mapped.getParameterTypes(), method.getParameterTypes()));
    }

    boolean contains(Class<?> handler) {
        return others.contains(handler);
    }

    /** Handlers that must not be reached without verification, for a message; methods only. */
    List<HandlerMethod> guardedBy(GuardedHandlers guarded) {
        return methods.stream().filter(guarded::contains).toList();
    }
}
