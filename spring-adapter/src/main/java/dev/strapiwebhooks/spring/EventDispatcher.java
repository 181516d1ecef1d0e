package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.Outcome;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hands events to what the application has for them: its {@link StrapiListener} methods, or one bean of type {@code
 * EventHandler<StrapiEvent>}, such as an {@link dev.strapiwebhooks.event.EventRouter}. Refuses the start of an application
 * that has both, because one of them would not be called. Thread-safe.
 */
public final class EventDispatcher implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final ResolvableType EVENT_HANDLER =
            ResolvableType.forClassWithGenerics(EventHandler.class, StrapiEvent.class);

    private static final int NO_CONTENT = 204;

    private final ConfigurableListableBeanFactory beans;
    private volatile boolean gaveWay;
    private final SingletonSupplier<Targets> targets = SingletonSupplier.of(this::find);

    /**
     * A dispatcher to the beans of an application; looks for them when all are known.
     *
     * @param beans the application's
     */
    public EventDispatcher(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Targets unused = targets.obtain();
    }

    /**
     * Whether there is anything to hand events to.
     *
     * @return false where controllers take them
     */
    public boolean hasTarget() {
        return targets.obtain().isPresent() && !gaveWay;
    }

    /**
     * Whether there are {@link StrapiListener} methods.
     *
     * @return true when there is one
     */
    public boolean hasListeners() {
        return !targets.obtain().listeners().isEmpty();
    }

    /**
     * Hands the event of a delivery on, and waits until it is handled.
     *
     * @param delivery the delivery
     * @return what became of it, to settle with
     */
    public Outcome outcome(WebhookDelivery delivery) {
        try {
            boolean taken = dispatch(delivery.endpointName(), delivery.event(), null);
            return taken ? Outcome.answered(NO_CONTENT) : Outcome.ignored();
        } catch (Throwable e) { // a reactive caller would not be told of an Error
            return Outcome.threw(e);
        }
    }

    /**
     * The same for an inbox.
     *
     * @return hands stored deliveries on, and waits until they are handled
     */
    public InboxHandler forInbox() {
        return new InboxHandler() {
            @Override
            public boolean takes(StoredDelivery delivery) {
                Targets found = targets.obtain();
                ReceivedDelivery received = delivery.received();
                return found.handler() != null || found.listeners().take(received.endpoint(), received.event());
            }

            @Override
            public void handle(StoredDelivery delivery) throws Exception {
                ReceivedDelivery received = delivery.received();
                boolean unused = dispatch(received.endpoint(), received.event(), delivery);
            }
        };
    }

    private boolean dispatch(String endpoint, StrapiEvent event, @Nullable StoredDelivery stored) throws Exception {
        Targets found = targets.obtain();
        EventHandler<StrapiEvent> handler = found.handler();
        if (handler == null) {
            return found.listeners().handle(endpoint, event, stored);
        }
        handler.handle(event);
        return true;
    }

    /**
     * Steps back for a controller on the same path, which may call the event handler by itself.
     *
     * @param controller what is mapped there
     * @throws StrapiWebhookConfigurationException when there are listeners, of which nobody would be called
     */
    void giveWayTo(Object controller) {
        Targets found = targets.obtain();
        if (found.handler() == null) {
            throw new StrapiWebhookConfigurationException(
                    controller + " would never be called: every event on its path goes to " + found.listeners()
                            + ". Remove one of them, or map the handler to another path");
        }
        LOG.info("{} is left to {}, which is mapped to the webhook's path", this, controller);
        gaveWay = true;
    }

    private Targets find() {
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
        return new Targets(listeners, handlers.isEmpty() ? null : handlerBean(handlers.get(0)));
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

    private void requireEndpoints(ListenerMethod listener) {
        for (String name : listener.endpoints()) {
            try {
                WebhookEndpoint unused = WebhookEndpoints.of(beans).named(name);
            } catch (StrapiWebhookConfigurationException e) {
                throw new StrapiWebhookConfigurationException("@StrapiListener " + listener + ": " + e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        Targets found = targets.obtain();
        return found.handler() == null
                ? found.listeners().toString()
                : "the bean of type " + found.handler().getClass().getSimpleName();
    }

    private record Targets(
            StrapiListeners listeners, @Nullable EventHandler<StrapiEvent> handler) {
        boolean isPresent() {
            return handler != null || !listeners.isEmpty();
        }
    }
}
