package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.internal.Placeholders;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.ConfiguredProperties.Configured;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Refuses properties {@code strapi.webhook.*} that do not exist, and values whose placeholders nothing replaces: Boot
 * ignores the one, and takes the text of the other for the value. Runs before any bean is made, on every kind of
 * application.
 */
final class PropertyCheck implements BeanFactoryPostProcessor {
    private static final PropertyNames NAMES = new PropertyNames(
            EndpointProperties.class, StrapiWebhookProperties.class, StrapiWebhookStorageProperties.class);

    private final Environment environment;

    PropertyCheck(Environment environment) {
        this.environment = environment;
    }

    static PropertyNames names() {
        return NAMES;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ConfiguredProperties.of(environment, false).forEach(PropertyCheck::requireKnown);
        Set<ConfigurationPropertyName> seen = new HashSet<>();
        ConfiguredProperties.of(environment, true).stream()
                .filter(property -> NAMES.contains(property.name()))
                .filter(property -> seen.add(property.name())) // the first one counts, and hides the others
                .forEach(this::requireUsable);
    }

    private static void requireKnown(Configured property) {
        if (NAMES.isGroup(property.name())) {
            throw new StrapiWebhookConfigurationException(
                    "the property " + property + " is a group of others and holds nothing by itself. Remove it");
        }
        if (!NAMES.contains(property.name())) {
            throw new StrapiWebhookConfigurationException(
                    "there is no property " + property + ". Did you mean " + NAMES.nearest(property.name()) + "?");
        }
    }

    /** The value is never shown: it may be, or hold, a secret that was written in the wrong place. */
    private void requireUsable(Configured property) {
        String value = environment.resolvePlaceholders(property.value());
        try {
            Placeholders.requireNone("the property " + property, value);
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
        List<String> choices = NAMES.choices(property.name());
        if (!choices.isEmpty()
                && !value.isBlank()
                && choices.stream().noneMatch(choice -> letters(choice).equals(letters(value)))) {
            throw new StrapiWebhookConfigurationException(
                    "the property " + property + " must be one of " + String.join(", ", choices));
        }
    }

    /** As Boot compares the names of constants. */
    private static String letters(String text) {
        return text.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT);
    }
}
