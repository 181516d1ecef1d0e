package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hands events to what the application has for them: its {@link StrapiListener} methods, or one bean of type {@code
 * EventHandler<StrapiEvent>}, such as an {@link dev.strapiwebhooks.event.EventRouter}. Refuses the start of an application
 * that has both, because one of them would not be called. Thread-safe.
 */
public final class EventDispatcher implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private static final int NO_CONTENT = 204;

    private volatile boolean gaveWay;
    private final ConfigurableListableBeanFactory beans;
    private final SingletonSupplier<EventTargets> targets;
    /** What an inbox has been given; null where none has asked. */
    private volatile @Nullable List<InboxTarget> given;

    /**
     * A dispatcher to the beans of an application; looks for them when all are known.
     *
     * @param beans the application's
     */
    public EventDispatcher(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
        this.targets = SingletonSupplier.of(() -> EventTargets.of(beans));
    }

    @Override
    public void afterSingletonsInstantiated() {
        EventTargets found = targets.obtain();
        List<InboxTarget> early = given;
        if (early != null) {
            found.requireGiven(early);
        }
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
            boolean taken = dispatch(delivery.endpointName(), delivery.event());
            return taken ? Outcome.answered(NO_CONTENT) : Outcome.ignored();
        } catch (Throwable e) { // a reactive caller would not be told of an Error
            return Outcome.threw(e);
        }
    }

    /**
     * The handlers of an inbox, which is made before most of the application's beans: looks at their types, and makes none.
     * What their types do not tell refuses the start later.
     *
     * @param own the application's handler of deliveries, if it has one
     * @return each listener by itself, or one handler of everything; none where the application has none, or has several
     *     kinds, so that its start is refused
     */
    public List<InboxTarget> inboxTargets(@Nullable InboxHandler own) {
        StrapiListeners listeners = StrapiListeners.of(beans);
        boolean handler = own != null || EventTargets.hasEventHandlers(beans);
        List<InboxTarget> found = List.of();
        if (!handler) {
            found = listeners.named();
        } else if (listeners.isEmpty()) {
            found = List.of(InboxTarget.only(own == null ? this::handle : own));
        }
        given = found;
        return found;
    }

    private void handle(StoredDelivery delivery) throws Exception {
        ReceivedDelivery received = delivery.received();
        boolean unused = dispatch(received.endpoint(), received.event());
    }

    private boolean dispatch(String endpoint, StrapiEvent event) throws Exception {
        EventTargets found = targets.obtain();
        EventHandler<StrapiEvent> handler = found.handler();
        if (handler == null) {
            return found.listeners().handle(endpoint, event);
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
        EventTargets found = targets.obtain();
        if (found.handler() == null) {
            throw new StrapiWebhookConfigurationException(
                    controller + " would never be called: every event on its path goes to " + found.listeners()
                            + ". Remove one of them, or map the handler to another path");
        }
        LOG.info("{} is left to {}, which is mapped to the webhook's path", this, controller);
        gaveWay = true;
    }

    @Override
    public String toString() {
        return targets.obtain().toString();
    }
}
