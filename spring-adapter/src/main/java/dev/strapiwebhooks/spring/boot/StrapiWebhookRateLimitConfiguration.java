package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.Bucket4jRateLimit;
import dev.strapiwebhooks.RateLimit;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.EndpointProperties.RateLimits;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Rate limits in memory from {@code strapi.webhook.rate-limit.*}, where Bucket4j is on the class path. */
@AutoConfiguration(before = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(Bucket.class)
final class StrapiWebhookRateLimitConfiguration {
    /**
     * Makes the configured limits.
     *
     * @return the factory
     */
    @Bean
    RateLimitFactory strapiRateLimitFactory() {
        return StrapiWebhookRateLimitConfiguration::limit;
    }

    private static RateLimit limit(RateLimits limits) {
        RateLimit none = client -> Duration.ZERO;
        try {
            RateLimit perClient =
                    limits.perClient() == 0 ? none : Bucket4jRateLimit.perClient(limits.perClient(), limits.period());
            RateLimit perEndpoint = limits.perEndpoint() == 0
                    ? none
                    : Bucket4jRateLimit.perEndpoint(limits.perEndpoint(), limits.period());
            return perClient.and(perEndpoint);
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }
}
