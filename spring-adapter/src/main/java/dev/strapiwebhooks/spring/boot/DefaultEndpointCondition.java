package dev.strapiwebhooks.spring.boot;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * There is a default endpoint, unless the application has named ones only: then one without a key would refuse the start.
 */
final class DefaultEndpointCondition extends SpringBootCondition {
    private static final ConfigurationPropertyName NAMED = PropertyNames.PREFIX.append("endpoints");
    private static final List<ConfigurationPropertyName> KEYS = Stream.of("secret", "secrets", "public-keys")
            .map(PropertyNames.PREFIX::append)
            .toList();

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<ConfigurationPropertyName> names = ConfiguredProperties.of(context.getEnvironment(), true).stream()
                .map(ConfiguredProperties.Configured::name)
                .toList();
        boolean hasNamed = names.stream().anyMatch(NAMED::isAncestorOf);
        boolean hasKey = names.stream()
                .anyMatch(name -> KEYS.stream().anyMatch(key -> key.equals(name) || key.isAncestorOf(name)));
        return new ConditionOutcome(
                hasKey || !hasNamed,
                ConditionMessage.forCondition("default Strapi endpoint")
                        .because(hasKey ? "it has a key" : hasNamed ? "others have names" : "there is no other"));
    }
}
