package dev.strapiwebhooks.inspector.listen;

import dev.strapiwebhooks.inspector.explain.Explainer;
import dev.strapiwebhooks.inspector.explain.Explanation;
import dev.strapiwebhooks.verify.RejectionReason;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports deliveries with the cause of a refusal, which takes hundreds of digests: on a thread of its own, and in a flood
 * without the cause. Thread-safe.
 */
final class CauseReporter implements AutoCloseable {
    private static final int MOST_WAITING = 50;
    private static final int MOST_BYTES = 256 * 1024;

    private final Explainer explainer;
    private final Consumer<ObjectNode> reporter;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                Thread daemon = new Thread(work, "inspector-report");
                daemon.setDaemon(true);
                return daemon;
            });

    CauseReporter(Explainer explainer, Consumer<ObjectNode> reporter) {
        this.explainer = explainer;
        this.reporter = reporter;
    }

    void report(LoggedDelivery delivery) {
        try {
            thread.execute(() -> reporter.accept(withCause(delivery)));
        } catch (RejectedExecutionException e) {
            reporter.accept(Summaries.of(delivery));
        }
    }

    /** What the page asks for. */
    Explanation explain(LoggedDelivery logged) {
        JsonNode reason = logged.summary().path("reason");
        return explainer.explain(
                logged.delivery(),
                reason.isString() ? RejectionReason.valueOf(reason.stringValue()) : null,
                logged.delivery().receivedAt().orElseThrow());
    }

    private ObjectNode withCause(LoggedDelivery delivery) {
        ObjectNode summary = Summaries.of(delivery);
        boolean isRefused = delivery.summary().path("reason").isString();
        if (isRefused && delivery.delivery().body().length <= MOST_BYTES) {
            explain(delivery).findings().stream()
                    .findFirst()
                    .ifPresent(finding -> summary.put("cause", finding.what()));
        }
        return summary;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
