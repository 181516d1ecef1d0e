package dev.strapiwebhooks.jdbc;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can only be made when the database is there, made once. Thread-safe. */
final class OnceReached<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final Supplier<T> making;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T made;
    private volatile @Nullable StoreException failure;

    OnceReached(Supplier<T> making) {
        this.making = making;
    }

    boolean isReached() {
        return made != null;
    }

    void ifReached(Consumer<T> action) {
        T known = made;
        if (known != null) {
            action.accept(known);
        }
    }

    /** Nobody waits for somebody else's try: a crowd of deliveries would stand in a queue of connection timeouts. */
    T get() {
        T known = made;
        if (known != null) {
            return known;
        }
        if (!lock.tryLock()) {
            StoreException before = failure;
            throw before == null ? new StoreException("the database has not been reached yet") : before.again();
        }
        try {
            known = made;
            if (known == null) {
                known = making.get();
                made = known;
            }
            return known;
        } catch (StoreException e) {
            failure = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Tries, and leaves it to later calls of {@link #get} when the database is away. Mistakes are told now. */
    void reachUnlessAway() {
        try {
            T unused = get();
        } catch (StoreException e) {
            if (!e.isDatabaseAway()) {
                throw e;
            }
            LOG.warn("The database cannot be reached; webhooks are refused with status 503 until it can", e);
        }
    }
}
