package dev.strapiwebhooks.inspector.listen;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Tells open pages of new deliveries, by server-sent events, on a thread of its own. Thread-safe. */
final class LiveFeed implements AutoCloseable {
    private static final int MOST_PAGES = 20;
    /** When a page takes nothing, others miss what comes beyond this, until they are loaded again. */
    private static final int MOST_WAITING = 10_000;

    private static final int HEARTBEAT_SECONDS = 15;

    private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread daemon = new Thread(work, "inspector-feed");
        daemon.setDaemon(true);
        return daemon;
    });

    LiveFeed() {
        var unused = thread.scheduleWithFixedDelay(
                () -> pages.forEach(page -> page.sendComment("alive")),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    void join(SseClient page) {
        if (pages.size() >= MOST_PAGES) {
            page.close();
            return;
        }
        page.keepAlive();
        page.onClose(() -> pages.remove(page));
        pages.add(page);
        page.sendComment("welcome");
    }

    void tell(LoggedDelivery delivery) {
        if (thread.getQueue().size() > MOST_WAITING) {
            return;
        }
        ObjectNode summary = Summaries.of(delivery);
        thread.execute(() ->
                pages.forEach(page -> page.sendEvent("delivery", Json.text(summary), Long.toString(delivery.id()))));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        pages.forEach(SseClient::close);
    }
}
