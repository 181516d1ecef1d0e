package dev.strapiwebhooks;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.internal.ListenerList;
import dev.strapiwebhooks.internal.RequestTimer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Measures requests and tells the listeners how they ended. */
final class Reporter {
    private final String endpoint;
    private final ListenerList listeners;
    private final LongSupplier nanoTime;
    private final Duration slowAfter;

    Reporter(String endpoint, ListenerList listeners, LongSupplier nanoTime, Duration slowAfter) {
        this.slowAfter = slowAfter;
        this.endpoint = endpoint;
        this.listeners = listeners;
        this.nanoTime = nanoTime;
    }

    RequestTimer begin() {
        return new RequestTimer(nanoTime);
    }

    void accepted(WebhookDelivery delivery, RequestTimer timer) {
        listeners.tell(listener -> listener.accepted(delivery));
        timer.handedToApplication();
    }

    void settled(WebhookDelivery delivery, Outcome outcome, RequestTimer timer, @Nullable Throwable cause) {
        finish(outcome.verdict(), timer, delivery, outcome, null, cause);
    }

    void stored(WebhookDelivery delivery, RequestTimer timer) {
        finish(Verdict.STORED, timer, delivery, null, null, null);
    }

    void rejected(Rejected rejected, RequestTimer timer) {
        finish(Verdict.REJECTED, timer, null, null, rejected, null);
    }

    void unavailable(WebhookUnavailableException failure, RequestTimer timer) {
        finish(Verdict.UNAVAILABLE, timer, null, null, null, failure);
    }

    private void finish(
            Verdict verdict,
            RequestTimer timer,
            @Nullable WebhookDelivery delivery,
            @Nullable Outcome outcome,
            @Nullable Rejected rejected,
            @Nullable Throwable cause) {
        timer.end();
        DeliveryReport report =
                new DeliveryReport(endpoint, verdict, timer, slowAfter, delivery, outcome, rejected, cause);
        listeners.tell(listener -> listener.finished(report));
    }
}
