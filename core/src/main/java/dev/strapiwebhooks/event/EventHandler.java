package dev.strapiwebhooks.event;

/**
 * Handles one kind of event. An exception means that the delivery was not handled: it is answered with status 500 and may
 * be sent again.
 *
 * @param <E> kind of event
 */
@FunctionalInterface
public interface EventHandler<E extends StrapiEvent> {
    /**
     * Handles an event.
     *
     * @param event the verified event
     * @throws Exception when it could not be handled
     */
    void handle(E event) throws Exception;
}
