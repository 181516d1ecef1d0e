package dev.strapiwebhooks.testkit.spring;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** What the properties of an application become in a slice. */
final class SliceSettings {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("strapi.webhook");
    private static final ConfigurationPropertyName SECRETS = PREFIX.append("secrets");
    private static final ConfigurationPropertyName ENDPOINTS = PREFIX.append("endpoints");
    private static final String SECRET = "secret-of-the-webhook-test";
    private static final String TOKEN = "token-of-the-webhook-test";

    private final Environment environment;
    private final Map<String, String> fixed = new HashMap<>();

    SliceSettings(Environment environment) {
        this.environment = environment;
        fixed.put("server.address", "127.0.0.1");
        fixed.put("server.ssl.enabled", "false");
        fixed.put("strapi.webhook.require-secure", "false");
        fixed.put("strapi.webhook.secret", SECRET);
        fixed.put("strapi.webhook.replay", "");
        fixed.put("strapi.webhook.inbox", "");
        fixed.put("strapi.webhook.jdbc.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        fixed.put("strapi.webhook.jdbc.create-tables", "true");
        fixed.put("strapi-webhook-test.slice", "true"); // transactional listeners are called all the same
        fixed.put("strapi.webhook.worker.accept-risks", "h2-in-memory");
    }

    /** A property that counts where nobody has set it, too. */
    @Nullable
    String get(String name) {
        return fixed.get(name);
    }

    /** Properties that the application has set, and that have another value here. */
    Map<String, Object> replaced() {
        Map<String, Object> replaced = new HashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource named) {
                named.stream().filter(PREFIX::isAncestorOf).forEach(name -> {
                    String value = replacement(name, named.getConfigurationProperty(name));
                    if (value != null) {
                        replaced.putIfAbsent(name.toString(), value);
                    }
                });
            }
        }
        return replaced;
    }

    private @Nullable String replacement(ConfigurationPropertyName name, @Nullable ConfigurationProperty set) {
        String value = String.valueOf(set == null ? "" : set.getValue());
        String known = fixed.get(name.toString());
        if (known != null) {
            return known;
        }
        if (name.equals(PREFIX.append("bearer-token"))) {
            return TOKEN;
        }
        if (name.equals(SECRETS) || SECRETS.isAncestorOf(name)) {
            // A list comes from one source as a whole, so the parts of an entry that stay are repeated.
            boolean isSecret = name.isLastElementIndexed()
                    || name.equals(SECRETS)
                    || name.toString().endsWith(".value");
            return isSecret ? SECRET : value;
        }
        if (ENDPOINTS.isAncestorOf(name)) {
            switch (name.getLastElement(ConfigurationPropertyName.Form.UNIFORM)) {
                case "secret", "value" -> {
                    return SECRET;
                }
                case "bearertoken" -> {
                    return TOKEN;
                }
                case "requiresecure" -> {
                    return "false";
                }
                default -> {
                    // as the application says
                }
            }
        }
        // A variable that is set where the application runs, and not where it is tested.
        return environment.resolvePlaceholders(value).contains("${") ? "" : null;
    }
}
