package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a receiver does on the side: gives kept deliveries to new handlers, compares clocks, deletes what is old. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(1);

    private final InboxParts parts;
    private final Feeder feeder;
    private final Retention retention;
    private final Clock clock;
    private final List<String> unfilled;
    private boolean skewed;

    Upkeep(InboxParts parts, Feeder feeder, DurableInboxBuilder settings) {
        this.parts = parts;
        this.feeder = feeder;
        this.retention = new Retention(parts, settings);
        this.clock = settings.clock();
        this.unfilled = new ArrayList<>(settings.handlers().keySet());
    }

    /** Works until the inbox stops. */
    void run(CountDownLatch ended) {
        boolean failed = false;
        try {
            Duration pause;
            do {
                try {
                    fill(ended);
                    compareClocks();
                    retention.deleteOld(ended);
                    failed = false;
                } catch (SQLException | RuntimeException | Error e) {
                    if (!failed) {
                        LOG.warn("The upkeep of the inbox failed; it is tried again", e);
                    }
                    failed = true;
                }
                pause = failed || !unfilled.isEmpty() ? AFTER_FAILURE : EVERY;
            } while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts it wants it to end
        }
    }

    /** A handler begins when it has everything that it is to have, so that it gets it in order. */
    private void fill(CountDownLatch ended) throws SQLException {
        for (String handler : List.copyOf(unfilled)) {
            while (!HandlerRegistry.fill(parts.transactions(), parts.sql(), handler)) {
                if (ended.getCount() == 0) {
                    return;
                }
            }
            unfilled.remove(handler);
            feeder.begin(handler);
        }
    }

    private void compareClocks() throws SQLException {
        Instant before = clock.instant();
        Optional<Instant> there = parts.transactions().single(parts.database()::now);
        if (there.isEmpty()) {
            return;
        }
        Instant here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        Duration skew = Duration.between(there.get(), here);
        boolean tooFar = skew.abs().compareTo(TOLERATED_SKEW) > 0;
        if (tooFar && !skewed) {
            LOG.warn(
                    "The clock of this receiver is {} ms {} the database's; the inbox goes by the database's, but signatures are"
                            + " checked by this one: let NTP set it",
                    skew.abs().toMillis(),
                    skew.isNegative() ? "behind" : "ahead of");
        }
        skewed = tooFar;
    }
}
