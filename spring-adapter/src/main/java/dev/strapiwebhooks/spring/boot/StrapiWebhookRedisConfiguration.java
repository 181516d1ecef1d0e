package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.redis.RedisReplayGuard;
import dev.strapiwebhooks.redis.RedisReplayGuardBuilder;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.StrapiWebhookStorageProperties.Redis;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Remembers deliveries in Redis, for {@code strapi.webhook.replay=redis}. */
@AutoConfiguration(before = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(value = RedisReplayGuard.class, name = "redis.clients.jedis.RedisClient")
@ConditionalOnProperty(prefix = "strapi.webhook", name = "replay", havingValue = "redis")
@EnableConfigurationProperties(StrapiWebhookStorageProperties.class)
final class StrapiWebhookRedisConfiguration {
    /**
     * Remembers deliveries.
     *
     * @param properties the properties
     * @return the guard, closed with the application
     */
    @Bean
    @ConditionalOnMissingBean(ReplayGuard.class)
    RedisReplayGuard strapiRedisReplayGuard(StrapiWebhookStorageProperties properties) {
        Redis redis = properties.redis();
        if (redis.url() == null) {
            throw new StrapiWebhookConfigurationException("strapi.webhook.replay=redis needs strapi.webhook.redis.url,"
                    + " for example redis://localhost:6379");
        }
        try {
            RedisReplayGuardBuilder builder =
                    RedisReplayGuard.builder(redis.url()).timeout(redis.timeout());
            if (redis.keyPrefix() != null) {
                builder.keyPrefix(redis.keyPrefix());
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }
}
