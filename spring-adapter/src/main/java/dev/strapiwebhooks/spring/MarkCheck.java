package dev.strapiwebhooks.spring;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Shows at the start that every {@link StrapiWebhook} has an effect: it is on something that a handler mapping holds. A
 * mark on anything else would look like protection and be none.
 */
public final class MarkCheck {
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
    public MarkCheck(ApplicationContext context, MappedHandlers mapped, GuardedHandlers guarded) {
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
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : typeOf(name);
            if (type != null) {
                check(name, type);
            }
        }
    }

    private void check(String name, Class<?> type) {
        if (beans.findAnnotationOnBean(name, StrapiWebhook.class, false) != null) {
            checkBean(name, type);
        }
        if (AnnotationUtils.isCandidateClass(type, StrapiWebhook.class)) {
            Set<Method> marked = MethodIntrospector.selectMethods(
                            type, (MethodIntrospector.MetadataLookup<@Nullable Boolean>)
                                    method -> AnnotatedElementUtils.hasAnnotation(method, StrapiWebhook.class)
                                            ? Boolean.TRUE
                                            : null)
                    .keySet();
            for (Method method : marked) {
                requireMapped(method, type);
            }
        }
    }

    private void checkBean(String name, Class<?> type) {
        if (mapped.containsMethodsOf(type)) {
            return;
        }
        Object bean = beans.getBean(name);
        if (!mapped.contains(bean)) {
            throw noEffect("bean " + name + " of " + type.getName());
        }
        guarded.add(bean);
    }

    /** A marked method that makes a bean marks the bean. */
    private void requireMapped(Method method, Class<?> type) {
        boolean makesABean =
                AnnotatedElementUtils.hasAnnotation(method, org.springframework.context.annotation.Bean.class);
        if (!makesABean && !mapped.contains(type, method)) {
            throw noEffect(type.getName() + "." + method.getName() + "()");
        }
    }

    private static StrapiWebhookConfigurationException noEffect(String where) {
        return new StrapiWebhookConfigurationException(
                "@StrapiWebhook on " + where + " has no effect: no handler mapping"
                        + " holds it as a handler. Put it on a controller, on one of its mapped methods, on an HttpRequestHandler"
                        + " or HandlerFunction that is mapped, or guard the path with strapi.webhook.paths");
    }

    private @Nullable Class<?> typeOf(String name) {
        try {
            return AutoProxyUtils.determineTargetClass(beans, name);
        } catch (RuntimeException | LinkageError e) {
            return null; // a bean that cannot be made, and so handles nothing
        }
    }
}
