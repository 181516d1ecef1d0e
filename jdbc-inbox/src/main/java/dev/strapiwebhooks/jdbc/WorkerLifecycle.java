package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the workers. Where the database may come later, they start when it is there. Thread-safe. */
final class WorkerLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final long LOOK_EVERY_MILLIS = 1000;

    private final OnceReached<InboxParts> parts;
    /** Makes the workers; those that were stopped cannot start again. */
    private final Function<InboxParts, Scheduler> workers;

    private final boolean mayComeLater;
    private final Clock clock;

    private final Object lock = new Object();
    private @Nullable Scheduler working;
    private @Nullable CountDownLatch waiting;
    private boolean closed;

    WorkerLifecycle(
            OnceReached<InboxParts> parts, Function<InboxParts, Scheduler> workers, DurableInboxBuilder settings) {
        this.parts = parts;
        this.workers = workers;
        this.mayComeLater = settings.startsWithoutDatabase();
        this.clock = settings.clock();
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
            Scheduler ending = working;
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
        wakeForgotten(reached.store());
        Scheduler starting = workers.apply(reached);
        try {
            starting.start();
        } catch (RuntimeException e) {
            starting.stop();
            throw e;
        }
        working = starting;
    }

    private void startWhenReached(CountDownLatch ended) {
        @Nullable String told = null;
        try {
            while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    InboxParts unused = parts.get(); // without the lock, because it may take long
                    startUnlessEnded(ended);
                    return;
                } catch (RuntimeException e) {
                    if (!Objects.equals(told, e.getMessage())) { // once, not every second
                        LOG.warn("The workers of the inbox cannot start yet; it is tried again until they can", e);
                    }
                    told = e.getMessage();
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

    /** What a killed receiver may have left; the sweep would find it, but minutes later. */
    private void wakeForgotten(DeliveryStore store) {
        try {
            int woken = store.wakeForgotten(clock.instant());
            LOG.debug("{} documents were woken at the start", woken);
        } catch (SQLException e) {
            LOG.warn("Documents that were left without a task are found by the next sweep", e);
        }
    }
}
