package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.cli.explain.Explainer;
import dev.strapiwebhooks.cli.explain.Explanation;
import dev.strapiwebhooks.cli.explain.Finding;
import dev.strapiwebhooks.cli.explain.SecretMask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports deliveries with the cause of a refusal, which takes hundreds of digests: on a thread of its own, and in a flood
 * without the cause. Thread-safe.
 */
final class CauseReporter implements AutoCloseable {
    private static final int MOST_WAITING = 1000;
    private static final int BUSY = 20;
    private static final int MOST_BYTES = 256 * 1024;

    private final Explainer explainer;
    private final SecretMask mask;
    private final String path;
    private final Consumer<ObjectNode> reporter;
    private final AtomicInteger notShown = new AtomicInteger();
    private final ThreadPoolExecutor thread = Background.thread("listen-report", MOST_WAITING);

    CauseReporter(Explainer explainer, SecretMask mask, String path, Consumer<ObjectNode> reporter) {
        this.mask = mask;
        this.path = path;
        this.explainer = explainer;
        this.reporter = reporter;
    }

    /** Returns at once: a terminal that stands still must not stop deliveries. */
    void report(LoggedDelivery delivery) {
        try {
            thread.execute(() -> reporter.accept((ObjectNode) mask.hide(withCause(delivery))));
        } catch (RejectedExecutionException e) {
            int unused = notShown.incrementAndGet();
        }
    }

    /** What the page asks for; one at a time. */
    synchronized Explanation explain(LoggedDelivery logged) {
        String reason = logged.summary().path("reason").asString("");
        if (reason.equals(Judgement.WRONG_PATH)) {
            return Explanation.of(
                    Stream.concat(explainer.sentSecret(logged.delivery()).stream(), Stream.of(wrongPath(logged)))
                            .toList());
        }
        return explainer.explain(
                logged.delivery(),
                reason.isEmpty() ? null : RejectionReason.valueOf(reason),
                logged.delivery().receivedAt().orElseThrow());
    }

    private Finding wrongPath(LoggedDelivery logged) {
        return new Finding(
                Judgement.WRONG_PATH,
                true,
                "The path is not the one that is listened to.",
                "Enter the URL with the path " + path + " in the webhook.",
                "Or listen to " + logged.summary().path("path").asString("") + ": --path.");
    }

    private ObjectNode withCause(LoggedDelivery delivery) {
        ShownDelivery shown = ShownDelivery.of(delivery, mask);
        ObjectNode summary = shown.summary();
        int missing = notShown.getAndSet(0);
        if (missing > 0) {
            summary.put("notShown", missing);
        }
        boolean isWrong =
                delivery.summary().path("reason").isString() || shown.delivery().isMasked();
        if (isWrong && thread.getQueue().size() < BUSY && delivery.delivery().body().length <= MOST_BYTES) {
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
