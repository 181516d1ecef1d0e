package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can only be made when the database is there, made once. Thread-safe. */
final class OnceReached<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private static final long LOOK_EVERY_MILLIS = 1000;

    private final Supplier<T> making;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T made;
    private volatile @Nullable StoreException failure;
    private volatile @Nullable Thread connecting;
    private final CountDownLatch closed = new CountDownLatch(1);

    OnceReached(Supplier<T> making) {
        this.making = making;
    }

    boolean isReached() {
        return made != null;
    }

    /**
     * What was made. Where a thread tries to reach the database, nobody else does: a request would wait for the connection of a
     * pool, and a crowd of them in a queue of connection timeouts.
     */
    T get() {
        T known = made;
        if (known != null) {
            return known;
        }
        if (connecting != null || !lock.tryLock()) {
            StoreException before = failure;
            throw before == null ? new StoreException("the database has not been reached yet") : before.again();
        }
        try {
            return make();
        } finally {
            lock.unlock();
        }
    }

    private T make() {
        try {
            T known = made == null ? making.get() : made;
            made = known;
            return requireNonNull(known);
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    /** Tries, and leaves it to a thread when the database is away. Mistakes are told now. */
    void reachUnlessAway() {
        try {
            T unused = get();
        } catch (StoreException e) {
            if (!e.isDatabaseAway()) {
                throw e;
            }
            LOG.warn("The database cannot be reached; webhooks are refused with status 503 until it can", e);
            Thread thread = new Thread(this::reach, "strapi-inbox-connect");
            thread.setDaemon(true);
            connecting = thread;
            thread.start();
        }
    }

    private void reach() {
        @Nullable String told = null;
        try {
            while (made == null && !closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    T unused = make();
                } catch (RuntimeException e) {
                    if (!Objects.equals(told, e.getMessage())) { // once, not every second
                        LOG.warn("The database cannot be used yet; it is tried again until it can", e);
                    }
                    told = e.getMessage();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts this thread wants it to end
        }
    }

    /** Ends the trying, and what was made. */
    void close(Consumer<T> action) {
        closed.countDown();
        T known = made;
        if (known != null) {
            action.accept(known);
        }
    }
}
