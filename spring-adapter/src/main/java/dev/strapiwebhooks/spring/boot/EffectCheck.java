package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.RateLimit;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.internal.EndpointSettings.Scheme;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.EventDispatcher;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.spring.boot.ConfiguredProperties.Configured;
import dev.strapiwebhooks.spring.boot.StrapiWebhookStorageProperties.Replay;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/** Refuses properties that have no effect, because another property or a bean of the application takes their place. */
final class EffectCheck implements SmartInitializingSingleton {
    private static final List<String> OF_VERIFIER =
            names("secret", "secrets", "public-keys", "scheme", "bearer-token", "tolerance", "name");
    private static final List<String> OF_ENDPOINT = names(
            "max-body-size",
            "body-timeout",
            "max-concurrent-bodies",
            "max-bytes-in-flight",
            "warn-after",
            "accept-any-event-header",
            "require-secure",
            "trusted-proxies");

    private static final String[] MADE_GUARDS = {"strapiReplayGuard", "strapiJdbcReplayGuard", "strapiRedisReplayGuard"
    };

    private final ConfigurableListableBeanFactory beans;
    private final List<Configured> configured;
    private final EndpointProperties properties;
    private final StrapiWebhookStorageProperties storage;
    private final NamedEndpoints named;

    EffectCheck(
            ConfigurableListableBeanFactory beans,
            Environment environment,
            EndpointProperties properties,
            StrapiWebhookStorageProperties storage,
            NamedEndpoints named) {
        this.beans = beans;
        this.configured = ConfiguredProperties.of(environment, true);
        this.properties = properties;
        this.storage = storage;
        this.named = named;
    }

    @Override
    public void afterSingletonsInstantiated() {
        refuseBesideBeans();
        refuseBesideProperties();
        named.requireEffects();
        requireSomethingThatHandles();
    }

    private void refuseBesideBeans() {
        refuseIfOwn(WebhookEndpoint.class, OF_ENDPOINT, "strapiWebhookEndpoint");
        refuseIfOwn(WebhookEndpoint.class, OF_VERIFIER, "strapiWebhookEndpoint");
        refuseIfOwn(WebhookVerifier.class, OF_VERIFIER, "strapiWebhookVerifier");
        if (Stream.of(MADE_GUARDS).noneMatch(this::isTaken)) {
            refuseIfOwn(WebhookVerifier.class, names("replay", "replay-capacity", "redis"), "strapiWebhookVerifier");
        }
        refuseIfOwn(WebhookEndpoints.class, OF_ENDPOINT, "strapiWebhookEndpoints");
        refuseIfOwn(WebhookEndpoints.class, OF_VERIFIER, "strapiWebhookEndpoints");
        refuseIfOwn(WebhookEndpoints.class, names("path", "endpoints"), "strapiWebhookEndpoints");
        refuseIfOwn(WebhookPaths.class, names("path"), "strapiWebhookPaths");
        refuseIfOwn(RateLimit.class, names("rate-limit"));
        refuseIfOwn(Inbox.class, names("inbox", "worker"), "strapiInbox");
        refuseIfOwn(ReplayGuard.class, names("replay", "replay-capacity", "redis"), MADE_GUARDS);
    }

    /** By a verifier of the application, for example. */
    private boolean isTaken(String bean) {
        return beans.containsBean(bean) && beans.getDependentBeans(bean).length > 0;
    }

    private void requireSomethingThatHandles() {
        boolean hasTarget = beans.getBean(EventDispatcher.class).hasTarget();
        boolean stores = beans.getBean(WebhookEndpoints.class).storeDeliveries();
        boolean inboxHandler = beans.getBeanNamesForType(InboxHandler.class, true, false).length > 0;
        if (beans.containsBean("strapiInbox") && !hasTarget && !inboxHandler) {
            throw new StrapiWebhookConfigurationException(
                    "strapi.webhook.inbox=jdbc needs something that handles the events:"
                            + " @StrapiListener methods, or one bean of type EventHandler<StrapiEvent> (such as an EventRouter)"
                            + " or InboxHandler");
        }
        if (stores
                && !beans.containsBean("strapiInbox")
                && beans.getBean(EventDispatcher.class).hasListeners()) {
            throw new StrapiWebhookConfigurationException(beans.getBean(EventDispatcher.class)
                    + " would never be called: the application has an inbox of its own, which calls its own handler");
        }
        if (!stores && inboxHandler) {
            throw new StrapiWebhookConfigurationException("the bean of type InboxHandler would never be called,"
                    + " because there is no inbox. Set strapi.webhook.inbox, or handle events with @StrapiListener");
        }
        if (!stores && hasTarget && !beans.containsBean("strapiEventHandlerMapping")) {
            throw new StrapiWebhookConfigurationException(beans.getBean(EventDispatcher.class)
                    + " would never be called: the application has neither Spring MVC nor WebFlux, nor an inbox");
        }
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
        // Who writes that there is no inbox or store for replays, as one profile of several, may keep its settings.
        boolean noInbox = storage.inbox() == null && !mentions("inbox");
        refuseIf(noInbox, names("worker"), "it needs strapi.webhook.inbox=jdbc");
        refuseIf(
                noInbox && storage.replay() != Replay.JDBC && !mentions("replay"),
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
