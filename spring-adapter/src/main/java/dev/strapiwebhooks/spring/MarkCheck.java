package dev.strapiwebhooks.spring;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Shows at the start that every {@link StrapiWebhook} has an effect: it is on something that a handler mapping holds. A
 * mark on anything else would look like protection and be none. Handlers that are registered later are not known here, so
 * they cannot be marked; what takes an event is guarded all the same.
 */
final class MarkCheck {
    private static final List<String> FUNCTIONS = List.of(
            "org.springframework.web.servlet.function.HandlerFunction",
            "org.springframework.web.servlet.function.RouterFunction",
            "org.springframework.web.reactive.function.server.HandlerFunction",
            "org.springframework.web.reactive.function.server.RouterFunction");

    private final ConfigurableListableBeanFactory beans;
    private final MappedHandlers mapped;
    private final GuardedHandlers guarded;

    /**
     * A check of one context.
     *
     * @param context whose beans may be marked
     * @param mapped what its mappings hold
     * @param guarded told of marked handlers that do not show their mark themselves
     */
    MarkCheck(ApplicationContext context, MappedHandlers mapped, GuardedHandlers guarded) {
        this.beans = ((ConfigurableApplicationContext) context).getBeanFactory();
        this.mapped = mapped;
        this.guarded = guarded;
    }

    /**
     * Looks at every bean, without making it.
     *
     * @throws StrapiWebhookConfigurationException naming the mark that has no effect
     */
    public void run() {
        for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = BeanTypes.of(beans, name);
            if (type != null) {
                check(name, type);
            }
        }
    }

    private void check(String name, Class<?> type) {
        StrapiWebhook mark = beans.findAnnotationOnBean(name, StrapiWebhook.class, false);
        if (mark != null) {
            requireMapped(name, type);
            guarded.add(type, mark);
        }
        if (AnnotationUtils.isCandidateClass(type, StrapiWebhook.class)) {
            Set<Method> marked = MethodIntrospector.selectMethods(
                            type, (MethodIntrospector.MetadataLookup<@Nullable Boolean>)
                                    method -> AnnotatedElementUtils.hasAnnotation(method, StrapiWebhook.class)
                                            ? Boolean.TRUE
                                            : null)
                    .keySet();
            marked.forEach(method -> requireMapped(method, type));
        }
    }

    /** Routers wrap handler functions in others, which cannot be recognised when they are called. */
    private void requireMapped(String name, Class<?> type) {
        boolean function = FUNCTIONS.stream().anyMatch(each -> isInstance(type, each));
        if (function || !(mapped.containsMethodsOf(type) || mapped.contains(type))) {
            throw noEffect("bean " + name + " of " + type.getName());
        }
    }

    private static boolean isInstance(Class<?> type, String name) {
        return Stream.of(ClassUtils.getAllInterfacesForClass(type))
                .anyMatch(each -> each.getName().equals(name));
    }

    /** A marked method that makes a bean marks the bean. */
    private void requireMapped(Method method, Class<?> type) {
        boolean makesABean = AnnotatedElementUtils.hasAnnotation(method, Bean.class);
        if (!makesABean && !mapped.contains(method)) {
            throw noEffect(type.getName() + "." + method.getName() + "()");
        }
    }

    private static StrapiWebhookConfigurationException noEffect(String where) {
        return new StrapiWebhookConfigurationException(
                "@StrapiWebhook on " + where + " has no effect: no handler mapping"
                        + " holds it as a handler. Put it on a controller, on one of its mapped methods, or on an HttpRequestHandler"
                        + " or WebHandler that is mapped; for a route, name its path in strapi.webhook.path");
    }
}
