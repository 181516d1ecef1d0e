package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.RateLimit;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.EndpointProperties.RateLimits;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** What all endpoints of an application share: its clock, reader, listeners, replay guard and inbox. */
final class EndpointParts {
    private final BeanFactory beans;
    private final StrapiWebhookStorageProperties storage;

    EndpointParts(BeanFactory beans, StrapiWebhookStorageProperties storage) {
        this.beans = beans;
        this.storage = storage;
    }

    WebhookVerifier verifier(EndpointFactory factory) {
        return factory.verifier(
                this::replayGuard, beans.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC));
    }

    /** Empty where an inbox remembers deliveries; asking makes it, and its database. */
    private Optional<ReplayGuard> replayGuard() {
        ReplayGuard guard = beans.getBean(ReplayGuard.class);
        if (inbox() == null) {
            return Optional.of(guard);
        }
        StorageCheck.requireNoOtherGuard(storage, guard);
        return Optional.empty();
    }

    WebhookEndpoint endpoint(EndpointFactory factory, WebhookVerifier verifier, RateLimits limits) {
        WebhookEndpointBuilder builder = factory.endpoint(verifier).eventReader(beans.getBean(EventReader.class));
        beans.getBeanProvider(WebhookListener.class).orderedStream().forEach(builder::listener);
        RateLimit limit = rateLimit(limits);
        if (limit != null) {
            builder.rateLimit(limit);
        }
        return StorageCheck.built(builder, inbox(), storage);
    }

    private @Nullable RateLimit rateLimit(RateLimits limits) {
        RateLimit own = beans.getBeanProvider(RateLimit.class).getIfAvailable();
        if (own != null || !limits.isSet()) {
            return own;
        }
        RateLimitFactory factory = beans.getBeanProvider(RateLimitFactory.class).getIfAvailable();
        if (factory == null) {
            throw new StrapiWebhookConfigurationException(
                    "strapi.webhook.rate-limit is set, but Bucket4j is missing",
                    "Add the dependency com.bucket4j:bucket4j_jdk17-core, or define one bean of type RateLimit.");
        }
        return factory.create(limits);
    }

    private @Nullable Inbox inbox() {
        return beans.getBeanProvider(Inbox.class).getIfAvailable();
    }
}
