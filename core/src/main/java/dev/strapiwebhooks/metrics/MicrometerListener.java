package dev.strapiwebhooks.metrics;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.event.UnknownEvent;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times requests:
 *
 * <ul>
 *   <li>{@code strapi.webhook.requests}, a timer of the whole request, tagged {@code endpoint}, {@code verdict}, {@code
 *       reason} and {@code event};
 *   <li>{@code strapi.webhook.handler}, a timer of the application's part, tagged {@code endpoint} and {@code event};
 *   <li>{@code strapi.webhook.body}, the sizes of bodies in bytes, tagged {@code endpoint}.
 * </ul>
 *
 * <p>All tags come from small closed sets: custom events are {@code custom}. Thread-safe.
 */
@SuppressWarnings("exports") // whoever calls this has Micrometer; others must not need it
public final class MicrometerListener implements WebhookListener {
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Map<Tags, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Tags, Timer> handlers = new ConcurrentHashMap<>();
    private final Map<Tags, DistributionSummary> bodies = new ConcurrentHashMap<>();

    /**
     * A listener for one registry.
     *
     * @param registry where the meters are registered
     */
    public MicrometerListener(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    @Override
    public void finished(DeliveryReport report) {
        Tags endpoint = Tags.of("endpoint", report.endpoint());
        String event = report.event().map(MicrometerListener::eventTag).orElse(NONE);
        String reason =
                report.rejected().map(rejected -> rejected.reason().name()).orElse(NONE);
        Tags outcome = endpoint.and(
                "verdict", report.verdict().name().toLowerCase(Locale.ROOT), "reason", reason, "event", event);
        requests.computeIfAbsent(outcome, this::requestTimer).record(report.duration());
        report.handling()
                .ifPresent(handling -> handlers.computeIfAbsent(endpoint.and("event", event), this::handlerTimer)
                        .record(handling));
        report.bodySize()
                .ifPresent(bytes ->
                        bodies.computeIfAbsent(endpoint, this::bodySummary).record(bytes));
    }

    private Timer requestTimer(Tags tags) {
        return Timer.builder("strapi.webhook.requests")
                .description("Webhook requests, from their head to what became of them")
                .tags(tags)
                .register(registry);
    }

    private Timer handlerTimer(Tags tags) {
        return Timer.builder("strapi.webhook.handler")
                .description("The application's part of verified deliveries")
                .tags(tags)
                .register(registry);
    }

    private DistributionSummary bodySummary(Tags tags) {
        return DistributionSummary.builder("strapi.webhook.body")
                .description("Sizes of bodies that were read")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
    }

    private static String eventTag(StrapiEvent event) {
        return event instanceof UnknownEvent ? "custom" : event.name();
    }
}
