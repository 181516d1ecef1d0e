package dev.strapiwebhooks.testkit.spring;

import dev.strapiwebhooks.event.StrapiEvent;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/** Finds the components of an application that take webhooks, by their methods. */
final class HandlerScan {
    /** The annotations of the Spring adapter, which this module does not know by class. */
    private static final String OWN_ANNOTATIONS = "dev.strapiwebhooks.";

    private HandlerScan() {}

    static Stream<Class<?>> below(String basePackage) {
        return new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents(basePackage).stream()
                        .map(BeanDefinition::getBeanClassName)
                        .sorted()
                        .map(HandlerScan::load)
                        .filter(Objects::nonNull)
                        .filter(component -> !isOfTest(component))
                        .filter(HandlerScan::takesWebhooks);
    }

    /** A component whose optional libraries are not there is none. */
    private static @Nullable Class<?> load(@Nullable String name) {
        try {
            return name == null ? null : ClassUtils.forName(name, HandlerScan.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static boolean takesWebhooks(Class<?> component) {
        try {
            return isMarked(component)
                    || Arrays.stream(component.getDeclaredMethods()).anyMatch(HandlerScan::takesWebhook);
        } catch (LinkageError e) {
            return false;
        }
    }

    private static boolean takesWebhook(Method method) {
        return isMarked(method)
                || Arrays.stream(method.getParameters())
                        .anyMatch(parameter ->
                                StrapiEvent.class.isAssignableFrom(parameter.getType()) || isMarked(parameter));
    }

    private static boolean isMarked(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream()
                .anyMatch(annotation -> annotation.getType().getName().startsWith(OWN_ANNOTATIONS));
    }

    /** What lies in a test class belongs to that test. */
    private static boolean isOfTest(Class<?> component) {
        for (Class<?> type = component; type != null; type = type.getEnclosingClass()) {
            if (MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
                            .isPresent("org.junit.jupiter.api.extension.ExtendWith")
                    || Arrays.stream(type.getDeclaredMethods())
                            .anyMatch(method -> MergedAnnotations.from(method)
                                    .isPresent("org.junit.platform.commons.annotation.Testable"))) {
                return true;
            }
        }
        return false;
    }
}
