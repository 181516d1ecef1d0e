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
            for (int workers : name.equals("h2") ? List.of(1, 4) : List.of(1, 4, 16, 64)) {
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
        int count = name.equals("h2") ? 5_000 : 20_000;
        CountDownLatch left = new CountDownLatch(count);
        try (Store store = Store.open(name);
                DurableInbox inbox = DurableInbox.builder(store.dataSource())
                        .handler(delivery -> left.countDown())
                        .workers(workers)
                        .orderingDelay(Duration.ZERO)
                        .build()) {
            fill(inbox, next, count);
            long begin = System.nanoTime();
            DurableInbox unused = inbox.start();
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " deliveries were not handled");
            }
            return count * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static void fill(DurableInbox inbox, Supplier<Deliveries.Numbered> next, int count) throws Exception {
        try (Senders senders = new Senders(SENDERS)) {
            senders.times(count, () -> Store.accept(inbox, next.get()));
        }
    }

    private void line(String name, int workers, String handler, int round, double rate) throws Exception {
        out.line(String.format(Locale.ROOT, "drain,%s,%d,0,%s,%d,%.0f", name, workers, handler, round, rate));
    }
}
