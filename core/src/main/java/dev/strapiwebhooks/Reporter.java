package dev.strapiwebhooks;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.Verification.Rejected;
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

    Attempt begin() {
        return new Attempt(nanoTime);
    }

    void accepted(WebhookDelivery delivery, Attempt attempt) {
        listeners.tell(listener -> listener.accepted(delivery));
        attempt.handedToApplication();
    }

    void settled(WebhookDelivery delivery, Outcome outcome, Attempt attempt, @Nullable Throwable cause) {
        finish(outcome.verdict(), attempt, delivery, outcome, null, cause);
    }

    void stored(WebhookDelivery delivery, Attempt attempt) {
        finish(Verdict.STORED, attempt, delivery, null, null, null);
    }

    void rejected(Rejected rejected, Attempt attempt) {
        finish(Verdict.REJECTED, attempt, null, null, rejected, null);
    }

    void unavailable(WebhookUnavailableException failure, Attempt attempt) {
        finish(Verdict.UNAVAILABLE, attempt, null, null, null, failure);
    }

    private void finish(
            Verdict verdict,
            Attempt attempt,
            @Nullable WebhookDelivery delivery,
            @Nullable Outcome outcome,
            @Nullable Rejected rejected,
            @Nullable Throwable cause) {
        attempt.end();
        DeliveryReport report =
                new DeliveryReport(endpoint, verdict, attempt, slowAfter, delivery, outcome, rejected, cause);
        listeners.tell(listener -> listener.finished(report));
    }
}
