package dev.strapiwebhooks;

/**
 * Is told what happens at an endpoint, for logs and metrics. Called on the request's thread, so it should be quick;
 * implementations are thread-safe. An exception from a listener is logged and changes nothing.
 */
public interface WebhookListener {
    /**
     * A delivery was accepted and goes to the application now. Not called where an inbox stores deliveries.
     *
     * @param delivery the delivery
     */
    default void accepted(WebhookDelivery delivery) {}

    /**
     * A request ended, in whatever way. Every request ends once.
     *
     * @param report how
     */
    default void finished(DeliveryReport report) {}
}
