package dev.strapiwebhooks.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** What the handler mappings of an application hold: methods, and handlers of other kinds. Not thread-safe. */
public final class MappedHandlers {
    private final BeanFactory beans;
    private final List<HandlerMethod> methods = new ArrayList<>();
    private final Set<Object> others = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Nothing yet.
     *
     * @param beans resolves handlers that are held by their names
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
        Object resolved = handler instanceof String name && beans.containsBean(name) ? beans.getBean(name) : handler;
        if (resolved instanceof HandlerMethod method) {
            methods.add(method.createWithResolvedBean());
        } else {
            others.add(resolved);
        }
    }

    boolean containsMethodsOf(Class<?> type) {
        return methods.stream().anyMatch(method -> type.isAssignableFrom(typeOf(method)));
    }

    boolean contains(Class<?> type, Method method) {
        return methods.stream()
                .filter(mapped -> type.isAssignableFrom(typeOf(mapped)))
                .anyMatch(mapped -> ClassUtils.getMostSpecificMethod(mapped.getMethod(), type)
                        .equals(ClassUtils.getMostSpecificMethod(method, type)));
    }

    boolean contains(Object handler) {
        return others.contains(handler);
    }

    /** A handler that must not be reached without verification, for a message; methods only. */
    List<HandlerMethod> guardedBy(GuardedHandlers guarded) {
        return methods.stream().filter(guarded::contains).toList();
    }

    private static Class<?> typeOf(HandlerMethod method) {
        return AopUtils.getTargetClass(method.getBean());
    }
}
