package dev.strapiwebhooks.tck.inbox;

import dev.strapiwebhooks.inbox.Inbox;

/** The inbox of one receiver, for contract tests. */
public interface InboxNode {
    /**
     * The inbox.
     *
     * @return the same each time
     */
    Inbox inbox();

    /** Starts the workers, also after they were stopped. */
    void start();

    /** Stops the workers and waits for those that are busy. */
    void stop();

    /** Stops for good, and gives back what the inbox has opened. */
    void close();
}
