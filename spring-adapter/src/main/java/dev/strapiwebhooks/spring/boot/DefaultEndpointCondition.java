package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * There is a default endpoint, unless the application has named ones, and nothing at all that speaks of a default one. In
 * doubt there is one: without a key it refuses the start, while a path that is not guarded would be open.
 */
final class DefaultEndpointCondition extends SpringBootCondition implements ConfigurationCondition {
    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        boolean hasNamed = hasNamed(environment);
        boolean isMeant = properties().anyMatch(name -> isSet(environment, name)) || hasBeans(context.getBeanFactory());
        return new ConditionOutcome(
                isMeant || !hasNamed,
                ConditionMessage.forCondition("default Strapi endpoint")
                        .because(
                                isMeant
                                        ? "something speaks of it"
                                        : hasNamed ? "others have names" : "there is no other"));
    }

    private static boolean hasNamed(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind(
                            PropertyNames.PREFIX.append("endpoints"),
                            Bindable.mapOf(String.class, EndpointProperties.class))
                    .map(named -> !named.isEmpty())
                    .orElse(false);
        } catch (BindException e) {
            return false; // told where they are used
        }
    }

    private static Stream<ConfigurationPropertyName> properties() {
        return Stream.concat(
                        Stream.of("name"),
                        Arrays.stream(EndpointProperties.class.getRecordComponents())
                                .map(RecordComponent::getName)
                                .map(PropertyNames::dashed))
                .map(PropertyNames.PREFIX::append);
    }

    /** Also in sources that do not tell what they hold. */
    private static boolean isSet(Environment environment, ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(name) != null
                    || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBeans(ConfigurableListableBeanFactory beans) {
        return Stream.of(WebhookVerifier.class, WebhookPaths.class)
                .flatMap(type -> Stream.of(beans.getBeanNamesForType(type, true, false)))
                .anyMatch(name -> !name.equals("strapiWebhookPaths"));
    }
}
