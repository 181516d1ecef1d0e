package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How many deliveries a second workers take to a handler that does nothing. */
final class DrainMeasure {
    private static final int DELIVERIES = 20_000;
    private static final List<Integer> WORKERS = List.of(1, 4, 16, 64);
    private static final int DOCUMENTS = 10;
    private static final int SENDERS = 32;

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
                double distinct = drained(name, workers, deliveries::next);
                double few = drained(name, workers, () -> deliveries.nextOf(DOCUMENTS));
                if (round > 0) {
                    line(name, workers, "each its own document", round, distinct);
                    line(name, workers, DOCUMENTS + " documents", round, few);
                }
            }
        }
    }

    private double drained(String name, int workers, Supplier<Deliveries.Numbered> next) throws Exception {
        CountDownLatch left = new CountDownLatch(DELIVERIES);
        try (Store store = Store.open(name);
                DurableInbox inbox = DurableInbox.builder(store.dataSource())
                        .handler(delivery -> left.countDown())
                        .workers(workers)
                        .orderingDelay(Duration.ZERO)
                        .build()) {
            fill(inbox, next);
            long begin = System.nanoTime();
            DurableInbox unused = inbox.start();
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " deliveries were not handled");
            }
            return DELIVERIES * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static void fill(DurableInbox inbox, Supplier<Deliveries.Numbered> next) throws Exception {
        try (Senders senders = new Senders(SENDERS)) {
            senders.times(DELIVERIES, () -> Store.accept(inbox, next.get()));
        }
    }

    private void line(String name, int workers, String handler, int round, double rate) throws Exception {
        out.line(String.format(
                Locale.ROOT, "drain,%s,%d,%d,%s,%d,%.0f", name, workers, DELIVERIES, handler, round, rate));
    }
}
