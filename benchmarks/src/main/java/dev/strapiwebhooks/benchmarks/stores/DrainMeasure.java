package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How many deliveries a second workers take to a handler that does nothing, and to one that waits for 5 ms. */
final class DrainMeasure {
    private static final int DELIVERIES = 2_000;
    private static final List<Integer> WORKERS = List.of(1, 2, 4);

    private final ResultWriter out;
    private final int rounds;
    private final Deliveries deliveries;

    DrainMeasure(ResultWriter out, int rounds, Deliveries deliveries) {
        this.out = out;
        this.rounds = rounds;
        this.deliveries = deliveries;
    }

    void run(String name) throws Exception {
        for (int round = 0; round <= rounds; round++) { // the first is the warm-up
            for (int workers : WORKERS) {
                double idle = drained(name, workers, delivery -> {});
                double waiting =
                        drained(name, workers, delivery -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)));
                if (round > 0) {
                    line(name, workers, "does nothing", round, idle);
                    line(name, workers, "waits 5 ms", round, waiting);
                }
            }
        }
    }

    private double drained(String name, int workers, InboxHandler handler) throws Exception {
        CountDownLatch left = new CountDownLatch(DELIVERIES);
        try (Store store = Store.open(name);
                DurableInbox inbox = DurableInbox.builder(store.dataSource())
                        .handler(delivery -> {
                            handler.handle(delivery);
                            left.countDown();
                        })
                        .workers(workers)
                        .orderingDelay(Duration.ZERO)
                        .build()) {
            fill(inbox);
            long begin = System.nanoTime();
            DurableInbox unused = inbox.start();
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " deliveries were not handled");
            }
            return DELIVERIES * 1e9 / (System.nanoTime() - begin);
        }
    }

    private void fill(DurableInbox inbox) {
        for (int i = 0; i < DELIVERIES; i++) {
            Deliveries.Numbered next = deliveries.next();
            if (inbox.store(next.key(), next.delivery(), Deliveries.CLAIM).isEmpty()) {
                throw new IllegalStateException("taken for a copy");
            }
        }
    }

    private void line(String name, int workers, String handler, int round, double rate) throws Exception {
        out.line(String.format(
                Locale.ROOT, "drain,%s,%d,%d,%s,%d,%.0f", name, workers, DELIVERIES, handler, round, rate));
    }
}
