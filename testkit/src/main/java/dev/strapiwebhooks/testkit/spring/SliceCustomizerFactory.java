package dev.strapiwebhooks.testkit.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.AnnotatedClassFinder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds out what a {@link StrapiWebhookTest} asks for. */
final class SliceCustomizerFactory implements ContextCustomizerFactory {
    SliceCustomizerFactory() {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        StrapiWebhookTest slice = TestContextAnnotationUtils.findMergedAnnotation(testClass, StrapiWebhookTest.class);
        if (slice == null) {
            return null;
        }
        Stream<Class<?>> handlers = slice.value().length > 0 ? Stream.of(slice.value()) : handlersAround(testClass);
        return new SliceCustomizer(
                Stream.concat(nested(testClass).stream(), handlers).distinct().toList());
    }

    private static Stream<Class<?>> handlersAround(Class<?> testClass) {
        Class<?> application = new AnnotatedClassFinder(SpringBootConfiguration.class).findFromClass(testClass);
        return application == null ? Stream.empty() : HandlerScan.below(application.getPackageName());
    }

    /** Configurations inside the test class and what it extends or lies in, which Boot looks for in other tests, too. */
    private static List<Class<?>> nested(Class<?> testClass) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredClasses())
                    .filter(inner -> AnnotatedElementUtils.hasAnnotation(inner, Configuration.class))
                    .forEach(found::add);
            if (type.getEnclosingClass() != null && TestContextAnnotationUtils.searchEnclosingClass(type)) {
                found.addAll(nested(type.getEnclosingClass()));
            }
        }
        return found;
    }
}
