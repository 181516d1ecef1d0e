package dev.strapiwebhooks.testkit.contract;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.WebhookListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener is told. */
final class ReportRecorder implements WebhookListener {
    private final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();

    @Override
    public void finished(DeliveryReport report) {
        reports.add(report);
    }

    void reset() {
        reports.clear();
    }

    List<DeliveryReport> all() {
        return List.copyOf(reports);
    }
}
