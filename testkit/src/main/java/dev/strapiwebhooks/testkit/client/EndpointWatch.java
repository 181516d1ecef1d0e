package dev.strapiwebhooks.testkit.client;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.event.StrapiEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches an endpoint of the same process from inside, which tells what an answer does not: whether a delivery was handled or
 * ignored, and which exception made it fail. Give it to the endpoint as a listener, and to {@link
 * StrapiDeliveries#watching}. For one sender at a time.
 */
public final class EndpointWatch implements WebhookListener {
    /** Servers may answer before a request has ended. Only a request that never reached the endpoint waits in vain. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();

    /** A watch that has seen nothing. */
    public EndpointWatch() {}

    @Override
    public void finished(DeliveryReport report) {
        reports.add(report);
    }

    void forget() {
        reports.clear();
    }

    /**
     * What the endpoint said of the request that was answered last.
     *
     * @param status the answer
     * @param event the event that was sent, where known: reports of other requests are passed over
     */
    Optional<DeliveryReport> await(int status, @Nullable String event) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                DeliveryReport report = reports.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (report == null) {
                    return Optional.empty();
                }
                if (fits(report, status, event)) {
                    return Optional.of(report);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean fits(DeliveryReport report, int status, @Nullable String event) {
        boolean sameEvent = event == null
                || report.event().map(StrapiEvent::name).map(event::equals).orElse(true);
        return sameEvent
                && switch (report.verdict()) {
                    case HANDLED, IGNORED, STORED -> status < 300;
                    case DECLINED -> status >= 300 && status < 500;
                    case REJECTED -> status >= 400;
                    case FAILED, UNAVAILABLE -> status >= 500;
                };
    }
}
