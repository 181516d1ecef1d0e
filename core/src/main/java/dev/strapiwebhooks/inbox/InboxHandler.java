package dev.strapiwebhooks.inbox;

import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;

/**
 * The application's code for stored deliveries. It is called at least once for each: when a receiver dies after the
 * handler has worked and before that is noted, another calls it again. So it should be idempotent; {@link
 * StoredDelivery#id()} tells repetitions. For one document it is called by one thread at a time, in the order of the
 * events' {@code createdAt}.
 */
@FunctionalInterface
public interface InboxHandler {
    /**
     * Handles a delivery.
     *
     * @param delivery the delivery
     * @throws Exception when it could not be handled; it is tried again later
     */
    void handle(StoredDelivery delivery) throws Exception;

    /**
     * Whether this handler wants a delivery at all. One that it does not want is done without it, and logged as ignored.
     *
     * @param delivery the delivery
     * @return true unless overridden
     */
    default boolean takes(StoredDelivery delivery) {
        return true;
    }

    /**
     * A handler that only needs the event, such as an {@link dev.strapiwebhooks.event.EventRouter}. It does not see {@link
     * StoredDelivery#overtaken()}: a handler that copies entries should compare {@code updatedAt}, or take the delivery.
     *
     * @param events handles the event
     * @return the handler
     */
    static InboxHandler of(EventHandler<StrapiEvent> events) {
        return delivery -> events.handle(delivery.received().event());
    }
}
