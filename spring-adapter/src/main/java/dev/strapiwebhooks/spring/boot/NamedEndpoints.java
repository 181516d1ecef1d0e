package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.internal.EndpointSettings.Scheme;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/** Refuses what is wrong or has no effect in {@code strapi.webhook.endpoints}. */
final class NamedEndpoints {
    private final Environment environment;
    private final StrapiWebhookProperties properties;

    NamedEndpoints(Environment environment, StrapiWebhookProperties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** A variable of the environment knows neither dashes nor capitals, and would make an endpoint of its own. */
    static void requireOneSpelling(Collection<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String letters = name.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT);
            String other = seen.put(letters, name);
            if (other != null) {
                throw new StrapiWebhookConfigurationException("one endpoint is called " + other + " and " + name
                        + " in strapi.webhook.endpoints. Call it " + letters
                        + " everywhere: variables of the environment know neither dashes nor capitals");
            }
        }
    }

    void requireEffects() {
        properties.endpoints().forEach((name, endpoint) -> {
            boolean ed25519 = endpoint.scheme() == Scheme.ED25519;
            boolean hasSecret = endpoint.secret() != null || !endpoint.secrets().isEmpty();
            refuseIf(ed25519 && hasSecret, name, "secret", "scheme=ed25519 takes public-keys");
            refuseIf(
                    !ed25519 && !endpoint.publicKeys().isEmpty(),
                    name,
                    "public-keys",
                    "only scheme=ed25519 takes them");
            refuseIf(
                    !endpoint.rateLimit().isSet() && isSet(name, "rate-limit.period"),
                    name,
                    "rate-limit.period",
                    "it needs rate-limit.per-client or .per-endpoint");
        });
    }

    private boolean isSet(String endpoint, String property) {
        ConfigurationPropertyName name =
                PropertyNames.PREFIX.append("endpoints").append(endpoint).append(property);
        return ConfiguredProperties.of(environment, true).stream()
                .anyMatch(each -> each.name().equals(name));
    }

    private static void refuseIf(boolean without, String endpoint, String property, String because) {
        if (without) {
            throw new StrapiWebhookConfigurationException("the property strapi.webhook.endpoints." + endpoint + "."
                    + property + " has no effect: " + because + ". Remove one of them");
        }
    }
}
