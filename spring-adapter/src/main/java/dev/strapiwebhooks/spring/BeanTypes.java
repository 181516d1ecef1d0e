package dev.strapiwebhooks.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Tells the classes of beans as the application wrote them, without making any. */
final class BeanTypes {
    private BeanTypes() {}

    /** Null for the target of a scoped proxy, and for a bean that cannot be made, and so handles nothing. */
    static @Nullable Class<?> of(ConfigurableListableBeanFactory beans, String name) {
        if (ScopedProxyUtils.isScopedTarget(name)) {
            return null;
        }
        try {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
            return type == null ? null : ClassUtils.getUserClass(type);
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }
}
