package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.spring.boot.ConfiguredProperties.Configured;
import dev.strapiwebhooks.spring.boot.StrapiWebhookProperties.Scheme;
import dev.strapiwebhooks.spring.boot.StrapiWebhookStorageProperties.Replay;
import dev.strapiwebhooks.traffic.RateLimit;
import dev.strapiwebhooks.verify.WebhookVerifier;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/** Refuses properties that have no effect, because another property or a bean of the application takes their place. */
final class EffectCheck implements SmartInitializingSingleton {
    private static final List<String> OF_VERIFIER = names(
            "secret",
            "secrets",
            "public-keys",
            "scheme",
            "bearer-token",
            "tolerance",
            "name",
            "replay",
            "replay-capacity",
            "redis",
            "jdbc");
    private static final List<String> OF_ENDPOINT = names(
            "max-body-size",
            "body-timeout",
            "max-concurrent-bodies",
            "max-bytes-in-flight",
            "warn-after",
            "accept-any-event-header",
            "require-secure",
            "trusted-proxies");

    private final BeanFactory beans;
    private final List<Configured> configured;
    private final StrapiWebhookProperties properties;
    private final StrapiWebhookStorageProperties storage;

    EffectCheck(
            BeanFactory beans,
            Environment environment,
            StrapiWebhookProperties properties,
            StrapiWebhookStorageProperties storage) {
        this.beans = beans;
        this.configured = ConfiguredProperties.of(environment, true);
        this.properties = properties;
        this.storage = storage;
    }

    @Override
    public void afterSingletonsInstantiated() {
        refuseBesideBeans();
        refuseBesideProperties();
    }

    private void refuseBesideBeans() {
        refuseIfOwn(WebhookEndpoint.class, OF_ENDPOINT, "strapiWebhookEndpoint");
        refuseIfOwn(WebhookEndpoint.class, OF_VERIFIER, "strapiWebhookEndpoint");
        refuseIfOwn(WebhookVerifier.class, OF_VERIFIER, "strapiWebhookVerifier");
        refuseIfOwn(WebhookPaths.class, names("paths"), "strapiWebhookPaths");
        refuseIfOwn(RateLimit.class, names("rate-limit"), "strapiRateLimit");
        refuseIfOwn(Inbox.class, names("inbox", "worker"), "strapiInbox");
        refuseIfOwn(
                ReplayGuard.class,
                names("replay", "replay-capacity", "redis"),
                "strapiReplayGuard",
                "strapiJdbcReplayGuard",
                "strapiRedisReplayGuard");
    }

    private void refuseIfOwn(Class<?> type, List<String> names, String... made) {
        boolean own = beans.getBeanProvider(type).stream().findAny().isPresent()
                && Stream.of(made).noneMatch(beans::containsBean);
        refuseIf(own, names, "the application has a bean of type " + type.getSimpleName() + " of its own");
    }

    private void refuseBesideProperties() {
        boolean ed25519 = properties.scheme() == Scheme.ED25519;
        refuseIf(ed25519, names("secret", "secrets"), "strapi.webhook.scheme=ed25519 takes public-keys");
        refuseIf(!ed25519, names("public-keys"), "only strapi.webhook.scheme=ed25519 takes them");
        refuseIf(
                (storage.replay() != null && storage.replay() != Replay.MEMORY) || storage.inbox() != null,
                names("replay-capacity"),
                "deliveries are not remembered in memory");
        refuseIf(
                properties.publishEvents()
                        && storage.inbox() == null
                        && !beans.containsBean("strapiEventPublisherMapping"),
                names("publish-events"),
                "the application has neither Spring MVC nor WebFlux");
        // Who writes that there is no inbox, as one profile of several, may keep its settings.
        boolean noInbox = storage.inbox() == null && !mentions("inbox");
        refuseIf(noInbox, names("worker"), "it needs strapi.webhook.inbox=jdbc");
        refuseIf(
                noInbox && storage.replay() != Replay.JDBC,
                names("jdbc"),
                "it needs strapi.webhook.inbox=jdbc or strapi.webhook.replay=jdbc");
        refuseIf(
                storage.replay() != Replay.REDIS && !mentions("replay"),
                names("redis"),
                "it needs strapi.webhook.replay=redis");
        refuseIf(
                !properties.rateLimit().isSet(),
                names("rate-limit.period"),
                "it needs strapi.webhook.rate-limit.per-client or .per-endpoint");
    }

    private boolean mentions(String name) {
        return configured.stream()
                .flatMap(property -> PropertyCheck.names().find(property.name()).stream())
                .anyMatch((PropertyNames.PREFIX + "." + name)::equals);
    }

    private void refuseIf(boolean without, List<String> names, String because) {
        if (!without) {
            return;
        }
        configured.stream()
                .filter(property -> PropertyCheck.names()
                        .find(property.name())
                        .filter(known -> PropertyNames.isBelow(known, names))
                        .isPresent())
                .findFirst()
                .ifPresent(property -> {
                    throw new StrapiWebhookConfigurationException(
                            "the property " + property + " has no effect: " + because + ". Remove one of them");
                });
    }

    private static List<String> names(String... ends) {
        return Stream.of(ends).map(end -> PropertyNames.PREFIX + "." + end).toList();
    }
}
