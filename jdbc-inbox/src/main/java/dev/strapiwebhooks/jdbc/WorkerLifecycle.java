package dev.strapiwebhooks.jdbc;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the workers. Where the database may come later, they start when it is there. Thread-safe. */
final class WorkerLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final OnceReached<InboxParts> parts;
    /** Makes the workers; those that were stopped cannot start again. */
    private final Function<InboxParts, Workers> workers;

    private final boolean mayComeLater;

    private final Object lock = new Object();
    private @Nullable Workers working;
    private @Nullable CountDownLatch waiting;
    private boolean closed;

    WorkerLifecycle(OnceReached<InboxParts> parts, Function<InboxParts, Workers> workers, boolean mayComeLater) {
        this.parts = parts;
        this.workers = workers;
        this.mayComeLater = mayComeLater;
    }

    void start() {
        synchronized (lock) {
            if (closed || working != null || waiting != null) {
                throw new IllegalStateException(closed ? "the inbox is closed" : "the inbox is started already");
            }
            if (mayComeLater && !parts.isReached()) {
                CountDownLatch ended = new CountDownLatch(1);
                waiting = ended;
                new Thread(() -> startWhenReached(ended), "strapi-inbox-start").start();
            } else {
                startNow();
            }
        }
    }

    void stop() {
        synchronized (lock) {
            if (waiting != null) {
                waiting.countDown();
                waiting = null;
            }
            Workers ending = working;
            working = null;
            if (ending != null) {
                ending.stop();
            }
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            stop();
        }
    }

    private void startNow() {
        InboxParts reached = parts.get();
        Workers starting = workers.apply(reached);
        starting.start();
        working = starting;
    }

    private void startWhenReached(CountDownLatch ended) {
        try {
            while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (parts.isReached()) {
                    startUnlessEnded(ended);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts this thread wants it to end
        }
    }

    private void startUnlessEnded(CountDownLatch ended) {
        synchronized (lock) {
            if (ended.equals(waiting)) {
                startNow();
                waiting = null;
                LOG.info("The database is reached, and the workers of the inbox have started");
            }
        }
    }
}
