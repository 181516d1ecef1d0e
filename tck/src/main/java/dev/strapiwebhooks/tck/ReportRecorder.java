package dev.strapiwebhooks.tck;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.WebhookListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what a listener is told. */
final class ReportRecorder implements WebhookListener {
    private final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();

    @Override
    public synchronized void finished(DeliveryReport report) {
        reports.add(report);
        notifyAll();
    }

    void reset() {
        reports.clear();
    }

    /** Waits for the report of the one delivery that reached the application; it may come a moment after the answer. */
    DeliveryReport awaitOutcome() throws InterruptedException {
        return await(report -> report.handling().isPresent());
    }

    /** A server answers before it reports, or after. */
    synchronized DeliveryReport await(Predicate<DeliveryReport> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            Optional<DeliveryReport> outcome = reports.stream().filter(wanted).findFirst();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                throw new IllegalStateException("no outcome after 10 seconds");
            }
            wait(millis);
        }
    }

    List<DeliveryReport> all() {
        return List.copyOf(reports);
    }
}
