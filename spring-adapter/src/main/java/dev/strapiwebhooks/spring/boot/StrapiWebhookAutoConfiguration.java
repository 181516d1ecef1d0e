package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.EventDispatcherConfiguration;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets up an endpoint from {@link StrapiWebhookProperties}. Each bean steps back when the application has one of its own;
 * beans of type {@link WebhookListener} are told of every request, and a {@link ReplayGuard} or {@code RateLimit} bean is
 * used.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnWebApplication
@Import(EventDispatcherConfiguration.class)
@EnableConfigurationProperties({
    StrapiWebhookProperties.class,
    EndpointProperties.class,
    StrapiWebhookStorageProperties.class
})
final class StrapiWebhookAutoConfiguration {
    /**
     * Remembers deliveries in memory.
     *
     * @param properties the properties
     * @param storage who is to remember them
     * @param clock the application's clock, if it has one
     * @return the guard
     */
    @Bean
    @ConditionalOnMissingBean
    ReplayGuard strapiReplayGuard(
            StrapiWebhookProperties properties, StrapiWebhookStorageProperties storage, ObjectProvider<Clock> clock) {
        StorageCheck.requireReplayGuard(storage);
        return InMemoryReplayGuard.create(properties.replayCapacity(), clock.getIfUnique(Clock::systemUTC));
    }

    /**
     * Reads events, with the application's Jackson 3 mapper where there is one (Boot 4).
     *
     * @param mapper the mapper
     * @return the reader
     */
    @Bean
    @ConditionalOnMissingBean
    EventReader strapiEventReader(ObjectProvider<JsonMapper> mapper) {
        JsonMapper own = mapper.getIfUnique();
        return own == null ? EventReader.create() : EventReader.with(own);
    }

    @Bean
    EndpointParts strapiEndpointParts(BeanFactory beans, StrapiWebhookStorageProperties storage) {
        return new EndpointParts(beans, storage);
    }

    /**
     * Verifies deliveries of the default endpoint.
     *
     * @param properties its name
     * @param endpoint its properties
     * @param parts what all endpoints share
     * @return the verifier
     */
    @Bean
    @Conditional(DefaultEndpointCondition.class)
    @ConditionalOnMissingBean({WebhookVerifier.class, WebhookEndpoint.class, WebhookEndpoints.class})
    WebhookVerifier strapiWebhookVerifier(
            StrapiWebhookProperties properties, EndpointProperties endpoint, EndpointParts parts) {
        return parts.verifier(EndpointFactory.ofDefault(properties.name(), endpoint));
    }

    /**
     * Judges requests of the default endpoint.
     *
     * @param properties its name
     * @param endpoint its properties
     * @param parts what all endpoints share
     * @param verifier its verifier
     * @return the endpoint
     */
    @Bean
    @Conditional(DefaultEndpointCondition.class)
    @ConditionalOnMissingBean({WebhookEndpoint.class, WebhookEndpoints.class})
    WebhookEndpoint strapiWebhookEndpoint(
            StrapiWebhookProperties properties,
            EndpointProperties endpoint,
            EndpointParts parts,
            WebhookVerifier verifier) {
        EndpointFactory factory = EndpointFactory.ofDefault(verifier.name(), endpoint);
        return parts.endpoint(factory, verifier, endpoint.rateLimit());
    }

    /**
     * Where webhooks of the default endpoint are received.
     *
     * @param endpoint its properties
     * @return the paths
     */
    @Bean
    @ConditionalOnMissingBean({WebhookPaths.class, WebhookEndpoints.class})
    WebhookPaths strapiWebhookPaths(EndpointProperties endpoint) {
        return paths(endpoint, WebhookPaths.DEFAULT);
    }

    /**
     * All endpoints, each with its paths.
     *
     * @param properties those that have a name
     * @param parts what all endpoints share
     * @param endpoint the default one, if there is one
     * @param paths its paths
     * @return the endpoints
     */
    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoints strapiWebhookEndpoints(
            StrapiWebhookProperties properties,
            EndpointParts parts,
            ObjectProvider<WebhookEndpoint> endpoint,
            ObjectProvider<WebhookPaths> paths) {
        WebhookEndpoints all = WebhookEndpoints.none();
        if (endpoint.stream().count() > 1 && endpoint.getIfUnique() == null) {
            throw new StrapiWebhookConfigurationException(
                    "there are several beans of type WebhookEndpoint. Say the paths of"
                            + " each with one bean of type WebhookEndpoints: WebhookEndpoints.of(shop, WebhookPaths.of(List.of("
                            + "\"/webhooks/shop\"))).and(blog, …), or use strapi.webhook.endpoints");
        }
        WebhookEndpoint byDefault = endpoint.getIfUnique();
        if (byDefault != null) {
            all = all.and(byDefault, paths.getObject());
        }
        NamedEndpoints.requireOneSpelling(properties.endpoints().keySet());
        for (Map.Entry<String, EndpointProperties> each : properties.endpoints().entrySet()) {
            EndpointFactory factory = EndpointFactory.of(each.getKey(), each.getValue());
            WebhookEndpoint named = parts.endpoint(
                    factory, parts.verifier(factory), each.getValue().rateLimit());
            all = together(all, named, paths(each.getValue(), "/webhooks/" + each.getKey()));
        }
        if (all.all().isEmpty()) {
            throw new StrapiWebhookConfigurationException("there is no endpoint. Set strapi.webhook.secret");
        }
        return all;
    }

    private static WebhookEndpoints together(WebhookEndpoints all, WebhookEndpoint endpoint, WebhookPaths paths) {
        try {
            return all.and(endpoint, paths);
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    private static WebhookPaths paths(EndpointProperties endpoint, String byDefault) {
        try {
            return WebhookPaths.of(endpoint.path().isEmpty() ? List.of(byDefault) : endpoint.path());
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    @Bean
    EffectCheck strapiWebhookEffectCheck(
            ConfigurableListableBeanFactory beans,
            Environment environment,
            EndpointProperties endpoint,
            StrapiWebhookProperties properties,
            StrapiWebhookStorageProperties storage) {
        return new EffectCheck(beans, environment, endpoint, storage, new NamedEndpoints(environment, properties));
    }
}
