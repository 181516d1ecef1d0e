package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.MalformedEventException;
import dev.strapiwebhooks.inbox.InboxHandler;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the handler, and writes down how it went. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
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
    Optional<Instant> attempt(TakenDelivery delivery, BooleanSupplier ending) throws SQLException {
        if (delivery.attempt() > maxAttempts) {
            // It was taken so often and never came back: whoever handled it died, or could not write down the end.
            return bury(delivery, "none of " + maxAttempts + " attempts came to an end");
        }
        Throwable failure = failureOf(delivery);
        // The interrupt of an ending application must not reach what is written now, nor the next handler.
        boolean interrupted = Thread.interrupted() || failure instanceof InterruptedException;
        if (failure == null) {
            write(() -> store.done(delivery.id(), clock.instant()));
            LOG.debug("Strapi webhook {} handled at attempt {}", delivery.id(), delivery.attempt());
            return Optional.empty();
        }
        if (interrupted && ending.getAsBoolean()) {
            write(() -> store.giveBack(delivery.id()));
            LOG.info("Strapi webhook {} is handled after the restart, because this receiver ends", delivery.id());
            return Optional.of(clock.instant());
        }
        return failed(delivery, failure);
    }

    /** Everything that a handler can throw, so that each delivery has its attempts and its waits. */
    private @Nullable Throwable failureOf(TakenDelivery delivery) {
        try {
            handler.handle(delivery.read(reader));
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private Optional<Instant> failed(TakenDelivery delivery, Throwable failure) throws SQLException {
        if (delivery.attempt() >= maxAttempts || failure instanceof MalformedEventException) {
            LOG.error("Strapi webhook {} failed at its last attempt", delivery.id(), failure);
            return bury(delivery, text(failure));
        }
        Duration wait = backoff.after(delivery.attempt());
        LOG.warn(
                "Strapi webhook {} failed at attempt {}, next in {}", delivery.id(), delivery.attempt(), wait, failure);
        write(() -> store.failed(delivery.id(), text(failure)));
        return Optional.of(clock.instant().plus(wait));
    }

    private Optional<Instant> bury(TakenDelivery delivery, String error) throws SQLException {
        write(() -> store.dead(delivery.id(), clock.instant(), error));
        LOG.error(
                "Strapi webhook {} is a dead letter now: inspect, replay or drop it (events of other documents go on)",
                delivery.id());
        return Optional.empty();
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
    private static void write(Writing writing) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                writing.run();
                return;
            } catch (SQLException e) {
                if (tries == WRITING_TRIES || !SqlStates.isBrokenConnection(e)) {
                    throw e;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws SQLException;
    }
}
