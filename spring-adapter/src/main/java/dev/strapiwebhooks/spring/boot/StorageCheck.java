package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.StrapiWebhookStorageProperties.Replay;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Tells, at the start, what was asked for and is not there, or contradicts itself. */
final class StorageCheck {
    private static final String JDBC_ARTIFACT = "strapi-webhooks-jdbc-inbox";
    private static final String REDIS_GUARD = "dev.strapiwebhooks.redis.RedisReplayGuard";

    private StorageCheck() {}

    /** Called where no other guard was found. */
    static void requireReplayGuard(StrapiWebhookStorageProperties storage) {
        if (storage.replay() == Replay.REDIS) {
            throw ClassUtils.isPresent(REDIS_GUARD, StorageCheck.class.getClassLoader())
                    ? new StrapiWebhookConfigurationException(
                            "strapi.webhook.replay=redis needs Jedis 7.2 or later, and the class path has an older one",
                            "Set jedis.version in your build, because Spring Boot 3.5 manages an older one.")
                    : missing("strapi.webhook.replay=redis", "strapi-webhooks-redis-replay");
        }
        if (storage.replay() == Replay.JDBC) {
            throw missing("strapi.webhook.replay=jdbc", JDBC_ARTIFACT);
        }
    }

    /** An inbox claims what it stores, in the same transaction. */
    static void requireNoOtherGuard(StrapiWebhookStorageProperties storage, ReplayGuard guard) {
        if (storage.replay() != null || !(guard instanceof InMemoryReplayGuard)) {
            String other = storage.replay() == null
                    ? "the bean of type " + guard.getClass().getSimpleName()
                    : "strapi.webhook.replay=" + storage.replay().name().toLowerCase(Locale.ROOT);
            throw new StrapiWebhookConfigurationException(
                    other + " has no effect, because the inbox remembers deliveries by itself; remove it");
        }
    }

    static WebhookEndpoint built(
            WebhookEndpointBuilder builder, @Nullable Inbox inbox, StrapiWebhookStorageProperties storage) {
        if (inbox == null && storage.inbox() != null) {
            throw missing("strapi.webhook.inbox=jdbc", JDBC_ARTIFACT);
        }
        try {
            return inbox == null ? builder.build() : builder.inbox(inbox).build();
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    private static StrapiWebhookConfigurationException missing(String property, String artifact) {
        String dependency = "dev.strapiwebhooks:" + artifact;
        return new StrapiWebhookConfigurationException(
                property + " needs " + dependency + ", which is not on the class path",
                "Add the dependency " + dependency + ".");
    }
}
