package dev.strapiwebhooks.event;

/**
 * Handles events of one content type, with the entry as an object of the application.
 *
 * @param <T> the application's class for the entry
 */
@FunctionalInterface
public interface EntryHandler<T> {
    /**
     * Handles an event.
     *
     * @param event the verified event
     * @param entry its entry
     * @throws Exception when it could not be handled
     */
    void handle(EntryEvent event, T entry) throws Exception;
}
