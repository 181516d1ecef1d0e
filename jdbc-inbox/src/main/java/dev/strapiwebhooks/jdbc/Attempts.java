package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.MalformedEventException;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls the handler, and writes down how it went. */
final class Attempts {
    private static final int WRITING_TRIES = 3;

    private final DeliveryStore store;
    private final InboxHandler handler;
    private final EventReader reader;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Clock clock;

    Attempts(DeliveryStore store, InboxHandler handler, DurableInboxBuilder settings) {
        this.store = store;
        this.handler = handler;
        this.reader = settings.eventReader();
        this.backoff = settings.backoff();
        this.maxAttempts = settings.maxAttempts();
        this.clock = settings.clock();
    }

    /** When to try again; empty when the delivery is done or dead, and the next may have its turn. */
    Optional<Instant> attempt(TakenDelivery delivery, BooleanSupplier ending) {
        DeliveryLog log = new DeliveryLog(delivery);
        if (delivery.attempt() > maxAttempts) {
            // It was taken so often and never came back: whoever handled it died, or could not write down the end.
            bury(delivery, null, "none of " + maxAttempts + " attempts came to an end");
            log.neverCameBack(maxAttempts);
            return Optional.empty();
        }
        long begun = System.nanoTime();
        Called called = call(delivery, log);
        Throwable failure = called.failure();
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        // The interrupt of an ending application must not reach what is written now, nor the next handler.
        boolean interrupted = Thread.interrupted() || failure instanceof InterruptedException;
        if (failure == null) {
            write(delivery, null, () -> store.done(delivery.id(), clock.instant()));
            if (called.taken()) {
                log.handled(duration);
            } else {
                log.ignored();
            }
            return Optional.empty();
        }
        if (interrupted && ending.getAsBoolean()) {
            write(delivery, failure, () -> store.giveBack(delivery.id()));
            log.interrupted(duration);
            return Optional.of(clock.instant());
        }
        return failed(delivery, failure, duration, log);
    }

    /** Everything that a handler can throw, so that each delivery has its attempts and its waits. */
    private Called call(TakenDelivery delivery, DeliveryLog log) {
        try {
            StoredDelivery read = delivery.read(reader);
            log.read(read.received().event());
            boolean taken = handler.takes(read);
            if (taken) {
                handler.handle(read);
            }
            return new Called(taken, null);
        } catch (Throwable e) {
            return new Called(true, e);
        }
    }

    private record Called(boolean taken, @Nullable Throwable failure) {}

    private Optional<Instant> failed(TakenDelivery delivery, Throwable failure, Duration duration, DeliveryLog log) {
        if (failure instanceof MalformedEventException) {
            bury(delivery, failure, text(failure));
            log.unreadable(failure);
            return Optional.empty();
        }
        if (delivery.attempt() >= maxAttempts) {
            bury(delivery, failure, text(failure));
            log.failedForGood(maxAttempts, duration, failure);
            return Optional.empty();
        }
        Duration wait = backoff.after(delivery.attempt());
        write(delivery, failure, () -> store.failed(delivery.id(), text(failure)));
        log.failed(maxAttempts, duration, wait, failure);
        return Optional.of(clock.instant().plus(wait));
    }

    private void bury(TakenDelivery delivery, @Nullable Throwable failure, String error) {
        write(delivery, failure, () -> store.dead(delivery.id(), clock.instant(), error));
    }

    /** An exception may fail at telling what it is. */
    private static String text(Throwable failure) {
        try {
            return String.valueOf(failure);
        } catch (RuntimeException e) {
            return failure.getClass().getName();
        }
    }

    /** A connection that just broke must not make the handler do its work again. */
    private static void write(TakenDelivery delivery, @Nullable Throwable failure, Writing writing) {
        for (int tries = 1; ; tries++) {
            try {
                writing.run();
                return;
            } catch (SQLException e) {
                if (tries == WRITING_TRIES || !SqlStates.isBrokenConnection(e)) {
                    throw unwritten(delivery, failure, e);
                }
            }
        }
    }

    /** The scheduler logs it, and what the handler threw must not get lost. */
    private static StoreException unwritten(TakenDelivery delivery, @Nullable Throwable failure, SQLException e) {
        StoreException unwritten = new StoreException(
                "Strapi webhook " + delivery.id() + " is tried again, because what became of attempt "
                        + delivery.attempt() + " cannot be written down",
                e);
        if (failure != null) {
            unwritten.addSuppressed(failure);
        }
        return unwritten;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws SQLException;
    }
}
