package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.traffic.RateLimit;
import dev.strapiwebhooks.verify.WebhookVerifier;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets up an endpoint from {@link StrapiWebhookProperties}. Each bean steps back when the application has one of its own;
 * beans of type {@link WebhookListener} are told of every request, and a {@link ReplayGuard} or {@link RateLimit} bean is
 * used.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnWebApplication
@EnableConfigurationProperties({StrapiWebhookProperties.class, StrapiWebhookStorageProperties.class})
public final class StrapiWebhookAutoConfiguration {
    /** For Spring Boot. */
    public StrapiWebhookAutoConfiguration() {}

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
    public ReplayGuard strapiReplayGuard(
            StrapiWebhookProperties properties, StrapiWebhookStorageProperties storage, ObjectProvider<Clock> clock) {
        StorageCheck.requireReplayGuard(storage);
        return InMemoryReplayGuard.create(properties.replayCapacity(), clock.getIfUnique(Clock::systemUTC));
    }

    /**
     * Verifies deliveries.
     *
     * @param properties the properties
     * @param storage who is to remember deliveries
     * @param replayGuard the replay guard
     * @param inbox stores and remembers deliveries, if there is one
     * @param clock the application's clock, if it has one
     * @return the verifier
     */
    @Bean
    @ConditionalOnMissingBean({WebhookVerifier.class, WebhookEndpoint.class})
    public WebhookVerifier strapiWebhookVerifier(
            StrapiWebhookProperties properties,
            StrapiWebhookStorageProperties storage,
            ReplayGuard replayGuard,
            ObjectProvider<Inbox> inbox,
            ObjectProvider<Clock> clock) {
        boolean stores = inbox.getIfAvailable() != null;
        if (stores) {
            StorageCheck.requireNoOtherGuard(storage, replayGuard);
        }
        return new EndpointFactory(properties)
                .verifier(stores ? null : replayGuard, clock.getIfUnique(Clock::systemUTC));
    }

    /**
     * Reads events, with the application's Jackson 3 mapper where there is one (Boot 4).
     *
     * @param mapper the mapper
     * @return the reader
     */
    @Bean
    @ConditionalOnMissingBean
    public EventReader strapiEventReader(ObjectProvider<JsonMapper> mapper) {
        JsonMapper own = mapper.getIfUnique();
        return own == null ? EventReader.create() : EventReader.with(own);
    }

    /**
     * Judges requests.
     *
     * @param properties the properties
     * @param verifier the verifier
     * @param reader reads events
     * @param listeners told of every request
     * @param rateLimit limits requests, if there is one
     * @param inbox stores deliveries, if there is one
     * @param storage whether there must be one
     * @return the endpoint
     */
    @Bean
    @ConditionalOnMissingBean
    public WebhookEndpoint strapiWebhookEndpoint(
            StrapiWebhookProperties properties,
            WebhookVerifier verifier,
            EventReader reader,
            ObjectProvider<WebhookListener> listeners,
            ObjectProvider<RateLimit> rateLimit,
            ObjectProvider<Inbox> inbox,
            StrapiWebhookStorageProperties storage) {
        WebhookEndpointBuilder builder =
                new EndpointFactory(properties).endpoint(verifier).eventReader(reader);
        listeners.orderedStream().forEach(builder::listener);
        RateLimit limit = rateLimit.getIfAvailable();
        if (limit != null) {
            builder.rateLimit(limit);
        } else if (properties.rateLimit().isSet()) {
            throw new StrapiWebhookConfigurationException("strapi.webhook.rate-limit is set, but Bucket4j is missing;"
                    + " add com.bucket4j:bucket4j_jdk17-core, or define one bean of type RateLimit");
        }
        return StorageCheck.built(builder, inbox.getIfAvailable(), storage);
    }

    /**
     * Where webhooks are received.
     *
     * @param properties the properties
     * @return the paths
     */
    @Bean
    @ConditionalOnMissingBean
    public WebhookPaths strapiWebhookPaths(StrapiWebhookProperties properties) {
        try {
            return WebhookPaths.of(properties.paths());
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    @Bean
    EffectCheck strapiWebhookEffectCheck(
            BeanFactory beans,
            Environment environment,
            StrapiWebhookProperties properties,
            StrapiWebhookStorageProperties storage) {
        return new EffectCheck(beans, environment, properties, storage);
    }
}
