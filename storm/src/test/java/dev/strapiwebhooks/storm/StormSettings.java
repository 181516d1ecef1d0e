package dev.strapiwebhooks.storm;

import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.DurableInboxBuilder;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** What the storm is tuned by, in one place: the receivers and the checker must agree. */
final class StormSettings {
    static final String SECRET = "lab-webhook-secret-0123456789abcdef";
    static final int RECEIVERS = 3;
    static final int WORKERS = 4;
    static final int DOCUMENTS = 20;
    static final int HOT_DOCUMENTS = 6;
    /** Short, so that a minute has room for many that are lost. */
    static final Duration LEASE = Duration.ofSeconds(3);

    static final Duration HOLD = Duration.ofMillis(500);
    /** Wide enough for the most shifted clock and for a delivery that is sent again for minutes. */
    static final Duration TOLERANCE = Duration.ofMinutes(15);

    static final Duration SENDERS_PATIENCE = Duration.ofSeconds(12);
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    static final int MAX_ATTEMPTS = 12;

    private StormSettings() {}

    static DurableInboxBuilder inbox(DataSource applicationsPool, Clock clock, StormHandler handler) {
        return DurableInbox.builder(applicationsPool)
                .handler(handler)
                .transactionalHandler("effect", handler::leaveEffect)
                .workers(WORKERS)
                .maxAttempts(MAX_ATTEMPTS)
                .firstRetry(Duration.ofMillis(50))
                .longestRetry(Duration.ofMillis(200))
                .orderingDelay(HOLD)
                .pollInterval(Duration.ofMillis(100))
                .lease(LEASE)
                .clock(clock)
                .startWithoutDatabase();
    }
}
