package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls the handler of a delivery, and decides what becomes of it. Thread-safe. */
final class Attempts {
    private final Map<String, NamedHandler> handlers;
    private final InboxSql sql;
    private final HandlerTransactions transactions;
    private final EventReader reader;
    private final BodyCodec codec;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Duration lease;
    private final BooleanSupplier ending;

    Attempts(InboxSql sql, DurableInboxBuilder settings, BooleanSupplier ending) {
        this.handlers = settings.handlers();
        this.sql = sql;
        this.transactions = settings.transactions();
        this.reader = settings.eventReader();
        this.codec = settings.codec();
        this.backoff = settings.backoff();
        this.maxAttempts = settings.maxAttempts();
        this.lease = settings.lease();
        this.ending = ending;
    }

    /**
     * One attempt.
     *
     * @param ending what is to be written down
     * @param log of the attempt; null where there was none
     * @param told logs it, once it is written down
     */
    record Attempted(Ending ending, @Nullable DeliveryLog log, Runnable told) {
        void dropped() {
            if (log != null) {
                log.dropped(ending.lease().fence());
            }
        }

        void gone() {
            if (log != null) {
                log.gone();
            }
        }

        void unwritten(Throwable failure) {
            if (log != null) {
                log.unwritten(failure);
            }
        }
    }

    /** Calls the handler. The thread is not interrupted afterwards: an end must be written down. */
    Attempted attempt(DocumentLease lease, WorkItem item, boolean last) {
        DeliveryLog log = new DeliveryLog(item, maxAttempts);
        if (item.attempt() > maxAttempts) {
            // It was taken so often and never came back: whoever handled it died, or could not write down the end.
            String error = "none of " + maxAttempts + " attempts came to an end";
            return new Attempted(Ending.dead(lease, item, error, last), log, log::neverCameBack);
        }
        long begun = System.nanoTime();
        Called called = call(lease, item, log);
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        Throwable failure = called.failure();
        // The interrupt of an ending application must not reach what is written now, nor the next handler.
        boolean interrupted = Thread.interrupted() || failure instanceof InterruptedException;
        if (failure == null) {
            return succeeded(lease, item, last, called.how(), duration, log);
        }
        if (interrupted && ending.getAsBoolean()) {
            return new Attempted(Ending.givenBack(lease), log, () -> log.interrupted(duration));
        }
        return failed(lease, item, last, failure, duration, log);
    }

    private Attempted succeeded(
            DocumentLease lease, WorkItem item, boolean last, How how, Duration duration, DeliveryLog log) {
        switch (how) {
            case HANDLED -> {
                return new Attempted(Ending.done(lease, item, last), log, () -> log.handled(duration));
            }
            case IGNORED -> {
                return new Attempted(Ending.done(lease, item, last), log, () -> log.ignored(handlers.size() == 1));
            }
            case COMMITTED -> { // the transaction has removed it
                lease.handled(item.position());
                log.handled(duration);
            }
            case SKIPPED -> log.skipped(); // it was done before, or is another receiver's now
        }
        return new Attempted(Ending.nothing(lease, last), null, () -> {});
    }

    private enum How {
        HANDLED,
        COMMITTED,
        SKIPPED,
        IGNORED
    }

    private record Called(How how, @Nullable Throwable failure) {}

    /** Everything that a handler can throw, so that each delivery has its attempts and its waits. */
    private Called call(DocumentLease lease, WorkItem item, DeliveryLog log) {
        try {
            NamedHandler handler = requireNonNull(handlers.get(item.key().handler()));
            StoredDelivery read = item.read(reader, codec, lease);
            log.read(read.received().event());
            if (!handler.takes(read)) {
                return new Called(How.IGNORED, null);
            }
            if (!handler.isTransactional()) {
                handler.handle(read);
                return new Called(How.HANDLED, null);
            }
            return new Called(inTransaction(handler, lease, item, read), null);
        } catch (Throwable e) {
            return new Called(How.HANDLED, e);
        }
    }

    private How inTransaction(NamedHandler handler, DocumentLease held, WorkItem item, StoredDelivery read)
            throws Exception {
        boolean[] removed = {false};
        held.lockRow(true);
        try {
            transactions.run(connection -> {
                removed[0] = sql.removeIn(connection, held, item, lease);
                if (removed[0]) {
                    handler.handle(read, connection);
                }
            });
        } finally {
            held.lockRow(false);
        }
        return removed[0] ? How.COMMITTED : How.SKIPPED;
    }

    private Attempted failed(
            DocumentLease held, WorkItem item, boolean last, Throwable failure, Duration duration, DeliveryLog log) {
        if (failure instanceof MalformedEventException) {
            return new Attempted(Ending.dead(held, item, text(failure), last), log, () -> log.unreadable(failure));
        }
        if (item.attempt() >= maxAttempts) {
            return new Attempted(
                    Ending.dead(held, item, text(failure), last), log, () -> log.failedForGood(duration, failure));
        }
        Duration wait = backoff.after(item.attempt());
        return new Attempted(
                Ending.retry(held, item, wait, text(failure)), log, () -> log.failed(duration, wait, failure));
    }

    /** An exception may fail at telling what it is. */
    private static String text(Throwable failure) {
        try {
            return String.valueOf(failure);
        } catch (RuntimeException e) {
            return failure.getClass().getName();
        }
    }
}
