package dev.strapiwebhooks.tck.inbox;

import dev.strapiwebhooks.inbox.InboxHandler;
import java.time.Clock;
import java.time.Duration;

/**
 * What an inbox of a contract test is set to.
 *
 * @param handler the application
 * @param workers how many handlers run at once
 * @param maxAttempts how often a delivery is tried
 * @param firstRetry the wait after the first failed attempt
 * @param orderingDelay how long deliveries are kept back
 * @param clock the receiver's clock
 */
public record InboxSetup(
        InboxHandler handler, int workers, int maxAttempts, Duration firstRetry, Duration orderingDelay, Clock clock) {
    static InboxSetup of(InboxHandler handler) {
        return new InboxSetup(handler, 4, 3, Duration.ofMillis(20), Duration.ZERO, Clock.systemUTC());
    }

    InboxSetup withWorkers(int count) {
        return new InboxSetup(handler, count, maxAttempts, firstRetry, orderingDelay, clock);
    }

    InboxSetup withOrderingDelay(Duration delay) {
        return new InboxSetup(handler, workers, maxAttempts, firstRetry, delay, clock);
    }

    InboxSetup withClock(Clock other) {
        return new InboxSetup(handler, workers, maxAttempts, firstRetry, orderingDelay, other);
    }
}
