package dev.strapiwebhooks.cli.listen;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * An open page, which may read as slowly as it likes: it has a thread and a queue of its own, and is let go when that is
 * full. It connects again by itself, and loads what it missed. Thread-safe.
 */
final class FeedReader implements AutoCloseable {
    private static final int MOST_WAITING = 1000;

    private final SseClient client;
    private final ThreadPoolExecutor thread = Background.thread("listen-feed", MOST_WAITING);

    FeedReader(SseClient client) {
        this.client = client;
    }

    void send(Consumer<SseClient> message) {
        try {
            thread.execute(() -> message.accept(client));
        } catch (RejectedExecutionException e) {
            end();
        }
    }

    /** Ends the connection, too. */
    void end() {
        close();
        client.close();
    }

    /** When the connection has ended. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
