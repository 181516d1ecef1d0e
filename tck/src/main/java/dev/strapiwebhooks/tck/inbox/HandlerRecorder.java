package dev.strapiwebhooks.tck.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application behind an inbox: remembers what it was given, and notices two calls at once for one document. */
final class HandlerRecorder implements InboxHandler {
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<StoredDelivery> handled = new LinkedBlockingQueue<>();
    private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final AtomicInteger collisions = new AtomicInteger();
    private final InboxHandler work;

    HandlerRecorder(InboxHandler work) {
        this.work = work;
    }

    static HandlerRecorder succeeding() {
        return new HandlerRecorder(delivery -> {});
    }

    @Override
    public void handle(StoredDelivery delivery) throws Exception {
        String document = delivery.received().orderingKey().orElse("");
        AtomicInteger now = busy.computeIfAbsent(document, unused -> new AtomicInteger());
        if (now.incrementAndGet() > 1 && !document.isEmpty()) {
            collisions.incrementAndGet();
        }
        try {
            work.handle(delivery);
        } finally {
            now.decrementAndGet();
            handled.add(delivery);
        }
    }

    int collisions() {
        return collisions.get();
    }

    /** The next calls, whether they succeeded or not. */
    List<StoredDelivery> await(int count) throws InterruptedException {
        List<StoredDelivery> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StoredDelivery call = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(call).as("call %s of %s", i + 1, count).isNotNull();
            calls.add(call);
        }
        return calls;
    }

    /** Nothing more comes; looks at what is there and not at what may come later. */
    void requireNothingMore() {
        assertThat(handled).isEmpty();
    }

    static String title(StoredDelivery delivery) {
        return delivery.received().event().json().path("entry").path("title").asString("");
    }
}
