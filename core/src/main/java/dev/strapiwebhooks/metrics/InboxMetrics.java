package dev.strapiwebhooks.metrics;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.inbox.Inbox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shows how an inbox is doing:
 *
 * <ul>
 *   <li>{@code strapi.webhook.inbox.depth}, deliveries that wait for their handler;
 *   <li>{@code strapi.webhook.inbox.oldest}, for how long the oldest of them waits, in seconds; 0 when none does;
 *   <li>{@code strapi.webhook.inbox.dead}, deliveries that were given up.
 * </ul>
 *
 * <p>The inbox is asked at most once in 5 seconds; all are NaN while it cannot be asked. Thread-safe.
 */
@SuppressWarnings("exports") // whoever calls this has Micrometer; others must not need it
public final class InboxMetrics implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Inbox inbox;
    private final Clock clock;
    private @Nullable Instant askedAt;
    private Inbox.@Nullable Statistics latest;

    /**
     * Metrics of one inbox, on the system clock.
     *
     * @param inbox the inbox
     */
    public InboxMetrics(Inbox inbox) {
        this(inbox, Clock.systemUTC());
    }

    /**
     * Metrics of one inbox.
     *
     * @param inbox the inbox
     * @param clock tells how old the oldest delivery is, and when to ask again
     */
    public InboxMetrics(Inbox inbox, Clock clock) {
        this.inbox = requireNonNull(inbox, "inbox");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("strapi.webhook.inbox.depth", this, metrics -> metrics.value(Inbox.Statistics::depth))
                .description("Deliveries that wait to be handled")
                .baseUnit("deliveries")
                .strongReference(true)
                .register(registry);
        Gauge.builder("strapi.webhook.inbox.dead", this, metrics -> metrics.value(Inbox.Statistics::dead))
                .description("Dead letters, which wait for a decision")
                .baseUnit("deliveries")
                .strongReference(true)
                .register(registry);
        TimeGauge.builder(
                        "strapi.webhook.inbox.oldest",
                        this,
                        TimeUnit.MILLISECONDS,
                        metrics -> metrics.value(metrics::waiting))
                .description("For how long the oldest delivery waits")
                .strongReference(true)
                .register(registry);
    }

    private double waiting(Inbox.Statistics statistics) {
        return statistics
                .oldest()
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis()))
                .orElse(0L);
    }

    private double value(ToDoubleFunction<Inbox.Statistics> number) {
        Inbox.Statistics known = statistics();
        return known == null ? Double.NaN : number.applyAsDouble(known);
    }

    private synchronized Inbox.@Nullable Statistics statistics() {
        Instant now = clock.instant();
        if (askedAt == null || Duration.between(askedAt, now).abs().compareTo(FRESH) >= 0) {
            askedAt = now;
            latest = ask();
        }
        return latest;
    }

    private Inbox.@Nullable Statistics ask() {
        try {
            return inbox.statistics();
        } catch (RuntimeException e) {
            return null; // the health check says why
        }
    }
}
