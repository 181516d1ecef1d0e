package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.Outcome;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
        return targets.obtain().isPresent();
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
        } catch (Exception e) {
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

    private Targets find() {
        boolean stores = WebhookEndpoints.of(beans).storeDeliveries();
        StrapiListeners listeners = StrapiListeners.of(beans);
        List<String> handlers = handlers(stores);
        List<String> all = new ArrayList<>(handlers);
        if (!listeners.isEmpty()) {
            all.add(listeners.toString());
        }
        all.addAll(List.of(beans.getBeanNamesForType(InboxHandler.class, true, false)));
        if (all.size() > 1) {
            throw new StrapiWebhookConfigurationException(
                    "several things handle every event, and only one would be called: " + String.join(", ", all)
                            + ". Keep one of them; several @StrapiListener methods may stand side by side");
        }
        requireUsable(listeners, stores);
        return new Targets(listeners, handlers.isEmpty() ? null : handlerBean(handlers.get(0)));
    }

    /** Without an inbox, a handler that another bean takes is called by that. */
    private List<String> handlers(boolean stores) {
        return Stream.of(beans.getBeanNamesForType(EVENT_HANDLER, true, false))
                .filter(name -> stores || beans.getDependentBeans(name).length == 0)
                .toList();
    }

    @SuppressWarnings("unchecked") // found by this type
    private EventHandler<StrapiEvent> handlerBean(String name) {
        return (EventHandler<StrapiEvent>) beans.getBean(name);
    }

    private void requireUsable(StrapiListeners listeners, boolean stores) {
        for (ListenerMethod listener : listeners.all()) {
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
