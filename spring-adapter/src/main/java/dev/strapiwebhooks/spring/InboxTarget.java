package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.inbox.InboxHandler;

/**
 * One of the application's handlers of stored deliveries.
 *
 * @param name by which an inbox knows it
 * @param transactional whether it must be called in the transaction that marks the delivery as done
 * @param handler hands deliveries on, and waits until they are handled; thread-safe
 */
public record InboxTarget(String name, boolean transactional, InboxHandler handler) {
    static final String ONLY = "default";

    /**
     * Where there is one handler for everything.
     *
     * @param handler the handler
     * @return its name is {@code default}
     */
    static InboxTarget only(InboxHandler handler) {
        return new InboxTarget(ONLY, false, handler);
    }
}
