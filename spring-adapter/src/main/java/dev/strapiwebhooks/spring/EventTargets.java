package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.InboxHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * What an application has for events: listeners, or one handler of every event, or neither.
 *
 * @param listeners perhaps none
 * @param handler a bean, where there are no listeners
 */
record EventTargets(StrapiListeners listeners, @Nullable EventHandler<StrapiEvent> handler) {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final ResolvableType EVENT_HANDLER =
            ResolvableType.forClassWithGenerics(EventHandler.class, StrapiEvent.class);

    /** Set by the test kit, outside of {@code strapi.webhook}, whose properties are all known. */
    private static final String SLICE = "strapi-webhook-test.slice";

    /** Looks for them, without making any but the one that is taken. */
    static EventTargets of(ConfigurableListableBeanFactory beans) {
        return new Finder(beans).find();
    }

    /** Whether the types of the beans tell that there is a handler of every event; makes none. */
    static boolean hasEventHandlers(ConfigurableListableBeanFactory beans) {
        return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, EVENT_HANDLER, true, false).length > 0;
    }

    /** An inbox was made before most beans, and calls what was known by then. */
    void requireGiven(List<InboxTarget> given) {
        Set<String> names = given.stream().map(InboxTarget::name).collect(Collectors.toSet());
        boolean misses = handler != null && names.isEmpty();
        for (ListenerMethod listener : listeners.all()) {
            misses |= !names.contains(listener.name());
        }
        if (misses) {
            throw new StrapiWebhookConfigurationException(
                    this + " would not be called by the inbox, which knew the beans' types only;"
                            + " let @Bean methods return the class of what they make, not an interface of it");
        }
    }

    boolean isPresent() {
        return handler != null || !listeners.isEmpty();
    }

    @Override
    public String toString() {
        return handler == null
                ? listeners.toString()
                : "the bean of type " + handler.getClass().getSimpleName();
    }

    /** Finds, and refuses what would not be called. */
    private record Finder(ConfigurableListableBeanFactory beans) {
        EventTargets find() {
            boolean stores = WebhookEndpoints.of(beans).storeDeliveries();
            StrapiListeners listeners = StrapiListeners.of(beans);
            List<String> inboxHandlers = List.of(names(ResolvableType.forClass(InboxHandler.class)));
            List<String> handlers = handlers(inboxHandlers);
            List<String> all = new ArrayList<>(handlers);
            if (!listeners.isEmpty()) {
                all.add(listeners.toString());
            }
            all.addAll(inboxHandlers);
            if (all.size() > 1) {
                throw new StrapiWebhookConfigurationException(
                        "several things handle every event, and only one would be called: " + String.join(", ", all)
                                + ". Keep one of them; several @StrapiListener methods may stand side by side");
            }
            requireUsable(listeners, stores);
            refuseNarrowHandlers();
            return new EventTargets(listeners, handlers.isEmpty() ? null : handlerBean(handlers.get(0)));
        }

        /** The primary one where there are several; what another handler of events has taken is called by that. */
        private List<String> handlers(List<String> inboxHandlers) {
            List<String> handlers = List.of(names(EVENT_HANDLER));
            List<String> primary = handlers.stream().filter(this::isPrimary).toList();
            if (primary.size() == 1) {
                return primary;
            }
            Set<String> wrappers = new HashSet<>(inboxHandlers);
            wrappers.addAll(handlers);
            return handlers.stream()
                    .filter(name -> Stream.of(beans.getDependentBeans(name)).noneMatch(wrappers::contains))
                    .toList();
        }

        /** Only a handler of every event is called by itself. */
        private void refuseNarrowHandlers() {
            Set<String> ofEvery = Set.of(names(EVENT_HANDLER));
            for (String name : names(ResolvableType.forClass(EventHandler.class))) {
                if (!ofEvery.contains(name) && beans.getDependentBeans(name).length == 0) {
                    throw new StrapiWebhookConfigurationException(
                            "the bean " + name + " is an EventHandler, but not of StrapiEvent,"
                                    + " and would never be called. Register it with an EventRouter, or use @StrapiListener");
                }
            }
        }

        private boolean isPrimary(String name) {
            return beans.containsBeanDefinition(name)
                    && beans.getMergedBeanDefinition(name).isPrimary();
        }

        private String[] names(ResolvableType type) {
            return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false);
        }

        @SuppressWarnings("unchecked") // found by this type
        private EventHandler<StrapiEvent> handlerBean(String name) {
            return (EventHandler<StrapiEvent>) beans.getBean(name);
        }

        private void requireUsable(StrapiListeners listeners, boolean stores) {
            for (ListenerMethod listener : listeners.all()) {
                requireEndpoints(listener);
                listener.requireCallable();
                if (listener.isTransactional() && !beans.containsBean("strapiInbox") && !isSlice()) {
                    throw listener.refused("is transactional, but there is no inbox in whose transaction it could work;"
                            + " set strapi.webhook.inbox=jdbc, or remove transactional");
                }
                if (listener.takesStoredDeliveries() && !stores) {
                    throw new StrapiWebhookConfigurationException(
                            "@StrapiListener " + listener
                                    + " asks for a StoredDelivery, but there is no inbox; set strapi.webhook.inbox, or take the event");
                }
                if (listener.bindsEveryType()) {
                    LOG.info(
                            "@StrapiListener {} binds entries of every content type to one class; name the type in it,"
                                    + " at its @StrapiEntry, or as @StrapiType at the class",
                            listener);
                }
            }
        }

        /** In {@code @StrapiWebhookTest} listeners are called without what they work on. */
        private boolean isSlice() {
            return beans.getBean(Environment.class).getProperty(SLICE, Boolean.class, false);
        }

        private void requireEndpoints(ListenerMethod listener) {
            for (String name : listener.endpoints()) {
                try {
                    WebhookEndpoint unused = WebhookEndpoints.of(beans).named(name);
                } catch (StrapiWebhookConfigurationException e) {
                    throw new StrapiWebhookConfigurationException(
                            "@StrapiListener " + listener + ": " + e.getMessage());
                }
            }
        }
    }
}
