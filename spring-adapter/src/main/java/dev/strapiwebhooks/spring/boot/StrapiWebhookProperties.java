package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code strapi.webhook.*}, beside those of the default endpoint, which are {@link EndpointProperties}.
 *
 * @param name the default endpoint's name in replay keys, logs and metrics
 * @param endpoints further endpoints by their names, each with its own paths, keys and limits; nothing is taken over from the
 *     default one
 * @param replayCapacity how many deliveries the replay guard in memory remembers
 */
@ConfigurationProperties("strapi.webhook")
record StrapiWebhookProperties(
        @DefaultValue("default") String name,
        @DefaultValue Map<String, EndpointProperties> endpoints,

        @DefaultValue(InMemoryReplayGuard.DEFAULT_CAPACITY + "")
        int replayCapacity) {
    @Override
    public String toString() {
        return "StrapiWebhookProperties[" + name + ", " + endpoints.keySet() + "]";
    }
}
