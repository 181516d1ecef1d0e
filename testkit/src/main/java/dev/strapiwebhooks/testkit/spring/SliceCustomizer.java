package dev.strapiwebhooks.testkit.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Adds classes, and puts the slice's properties behind those of the test and in front of the application's.
 *
 * @param classes the handlers, and what else the test brings; tests with the same ones share an application
 */
record SliceCustomizer(List<Class<?>> classes) implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) context, context.getEnvironment())
                .register(classes.toArray(Class<?>[]::new));
        addProperties(context.getEnvironment());
    }

    private static void addProperties(ConfigurableEnvironment environment) {
        SliceSettings settings = new SliceSettings(environment);
        // What tests set comes before the system's properties.
        String system = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .addBefore(system, new MapPropertySource("strapiWebhookTest", settings.replaced()));
        environment.getPropertySources().addBefore(system, new UnlistedSource(settings));
    }

    /**
     * Names nothing: the application's start refuses properties without effect, and would find those of the slice where the
     * application has beans of its own instead.
     */
    private static final class UnlistedSource extends PropertySource<SliceSettings> {
        UnlistedSource(SliceSettings settings) {
            super("strapiWebhookTestDefaults", settings);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return source.get(name);
        }
    }
}
