package dev.strapiwebhooks.spring.boot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What an application has set under {@code strapi.webhook}. */
final class ConfiguredProperties {
    private ConfiguredProperties() {}

    /**
     * One property, with the file and line it comes from.
     *
     * @param name as it was written
     * @param value as it was written
     * @param origin file and line, where known
     */
    record Configured(ConfigurationPropertyName name, String value, String origin) {
        @Override
        public String toString() {
            return name + (origin.isEmpty() ? "" : " (" + origin + ")");
        }
    }

    /** Those from the environment are left out on demand: variables of other programs may only look alike. */
    static List<Configured> of(Environment environment, boolean withVariables) {
        List<Configured> found = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource named
                    && (withVariables || !isEnvironment(source))) {
                named.stream()
                        .filter(PropertyNames.PREFIX::isAncestorOf)
                        .map(name -> configured(named, name))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Configured configured(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        Object value = property == null ? null : property.getValue();
        return new Configured(name, String.valueOf(value), origin(property));
    }

    private static String origin(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "" : String.valueOf(property.getOrigin());
    }

    private static boolean isEnvironment(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> own
                && own.getName().contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }
}
