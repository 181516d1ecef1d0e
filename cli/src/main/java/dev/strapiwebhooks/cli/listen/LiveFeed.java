package dev.strapiwebhooks.cli.listen;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells open pages of new deliveries, by server-sent events. Thread-safe. */
final class LiveFeed implements AutoCloseable {
    private static final int MOST_PAGES = 20;
    private static final int HEARTBEAT_SECONDS = 15;

    private final Set<FeedReader> pages = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(Background.named("listen-heart"));

    LiveFeed() {
        var unused = heart.scheduleWithFixedDelay(
                () -> pages.forEach(page -> page.send(client -> client.sendComment("alive"))),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    void join(SseClient client) {
        if (pages.size() >= MOST_PAGES) {
            client.close();
            return;
        }
        client.keepAlive();
        FeedReader page = new FeedReader(client);
        client.onClose(() -> {
            pages.remove(page);
            page.close();
        });
        pages.add(page);
        page.send(welcomed -> welcomed.sendComment("welcome"));
    }

    void tell(ShownDelivery delivery) {
        String text = Json.text(delivery.summary());
        pages.forEach(page -> page.send(client -> client.sendEvent("delivery", text, Long.toString(delivery.id()))));
    }

    @Override
    public void close() {
        heart.shutdownNow();
        pages.forEach(FeedReader::end);
    }
}
