package dev.strapiwebhooks.tck;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A handler that waits in the middle of its work. */
final class Pause {
    private static final int LONGEST_SECONDS = 20;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    void awaitBegun() throws InterruptedException {
        require(begun.await(LONGEST_SECONDS, TimeUnit.SECONDS), "the handler was not called");
    }

    void end() {
        over.countDown();
    }

    /** On the handler's side. */
    void hold() {
        begun.countDown();
        try {
            require(over.await(LONGEST_SECONDS, TimeUnit.SECONDS), "nobody ended the pause");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the handler was interrupted", e);
        }
    }

    private static void require(boolean done, String otherwise) {
        if (!done) {
            throw new IllegalStateException(otherwise);
        }
    }
}
