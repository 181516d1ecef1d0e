package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many senders and two receivers with few documents: groups of stores and groups of ends cross each other all the time. */
abstract class CrowdRaces extends RaceContract {
    private static final int SENDERS = 8;
    private static final int DOCUMENTS = 5;
    private static final long MILLIS = 1_500;

    private final Map<String, AtomicInteger> working = new ConcurrentHashMap<>();
    private final Map<String, Queue<Long>> handled = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    CrowdRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void nothingIsLostOrOverlapsOrDeadlocks() throws Exception {
        List<Long> stored = new ArrayList<>();
        long deadlocks = deadlocks();
        try (DurableInbox first = receiver();
                DurableInbox second = receiver()) {
            DurableInbox unused = first.start();
            unused = second.start();
            List<DeliveryWriter> writers = List.of(writer(), writer());
            List<Future<List<Long>>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                senders.add(begin(() -> send(writers.get(sender % 2), sender)));
            }
            for (Future<List<Long>> sender : senders) {
                stored.addAll(sender.get());
            }
            awaitThat(() -> rig.pending() == 0 && rig.number("SELECT COUNT(*) FROM strapi_webhook_lease") == 0);
        }
        assertThat(faults).isEmpty();
        for (String handler : List.of("default", "other")) {
            assertThat(handled.get(handler)).hasSameSizeAs(stored).containsAll(stored);
        }
        assertThat(deadlocks()).isEqualTo(deadlocks);
    }

    /** H2 does not count them; a sender would be told of one. */
    private long deadlocks() {
        return isPostgres()
                ? rig.number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                : 0;
    }

    private List<Long> send(DeliveryWriter writer, int sender) throws Exception {
        List<Long> ids = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMillis(MILLIS).toNanos();
        for (int number = sender; System.nanoTime() < end; number += SENDERS) {
            String document = "d" + ThreadLocalRandom.current().nextInt(DOCUMENTS);
            ids.add(writer.write(InboxRig.delivery(document, number)).orElseThrow());
        }
        return ids;
    }

    private DurableInbox receiver() {
        return rig.plain()
                .handler("default", delivery -> handle("default", delivery, true))
                .handler("other", delivery -> handle("other", delivery, false))
                .firstRetry(Duration.ofMillis(5))
                .longestRetry(Duration.ofMillis(20))
                .build();
    }

    private void handle(String handler, StoredDelivery delivery, boolean mayFail) {
        String place = handler + " "
                + delivery.received()
                        .event()
                        .json()
                        .path("entry")
                        .path("documentId")
                        .asString();
        AtomicInteger here = working.computeIfAbsent(place, absent -> new AtomicInteger());
        if (here.incrementAndGet() > 1) {
            faults.add("two at once for " + place);
        }
        try {
            if (mayFail && ThreadLocalRandom.current().nextInt(20) == 0) {
                throw new IllegalStateException("of the test");
            }
            handled.computeIfAbsent(handler, absent -> new ConcurrentLinkedQueue<>())
                    .add(delivery.id());
        } finally {
            here.decrementAndGet();
        }
    }

    private DeliveryWriter writer() {
        return new DeliveryWriter(new Transactions(rig.pool), rig.kind, rig.sql, Duration.ofSeconds(4));
    }
}
