package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Accepted deliveries a second against bare inserts of as many bytes, in turn; the same with a million stored; and how fast
 * workers empty an inbox.
 */
public final class StoreSuite {
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final List<Integer> SENDERS = List.of(1, 8, 32);
    private static final List<Integer> STORED = List.of(0, 100_000, 1_000_000);

    private final ResultWriter out;
    private final int rounds;
    private final Deliveries deliveries = new Deliveries();

    private StoreSuite(ResultWriter out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    /**
     * Runs the suite.
     *
     * @param args result file, and how many rounds
     */
    public static void main(String[] args) throws Exception {
        try (ResultWriter out = ResultWriter.to(args[0])) {
            out.line("measure,store,threads,stored,variant,round,per_second");
            StoreSuite suite = new StoreSuite(out, Integer.parseInt(args[1]));
            for (String name : Store.NAMES) {
                try (Store store = Store.open(name)) {
                    suite.accept(name, store);
                }
                new DrainMeasure(out, suite.rounds, suite.deliveries).run(name);
            }
            new BacklogMeasure(out).run();
            new SnapshotMeasure(out, suite.deliveries).run();
            new RedisMeasure(out, suite.rounds).run();
        }
    }

    private void accept(String name, Store store) throws Exception {
        for (int stored : STORED) {
            store.fill(stored);
            for (int senders : stored == 0 ? SENDERS : List.of(8)) {
                try (Senders threads = new Senders(senders)) {
                    compare(name, store, threads, senders, stored);
                }
            }
        }
    }

    private void compare(String name, Store store, Senders threads, int senders, int stored) throws Exception {
        try (DurableInbox inbox = DurableInbox.builder(store.dataSource())
                .handler(delivery -> {}) // so that there is work to be stored
                .build()) {
            compare(name, store, inbox, threads, senders, stored);
        }
    }

    private void compare(String name, Store store, DurableInbox inbox, Senders threads, int senders, int stored)
            throws Exception {
        for (int round = 0; round <= rounds; round++) { // the first is the warm-up
            double bare = threads.rate(TIME, () -> store.insertBare(deliveries.next()));
            double inboxed = threads.rate(TIME, () -> Store.accept(inbox, deliveries.next()));
            double hot = threads.rate(TIME, () -> Store.accept(inbox, deliveries.nextOfOneDocument()));
            if (round > 0) {
                line(name, senders, stored, "inbox, one document", round, hot);
                line(name, senders, stored, "bare", round, bare);
                line(name, senders, stored, "inbox", round, inboxed);
            }
        }
    }

    private void line(String name, int senders, int stored, String variant, int round, double rate) throws Exception {
        out.line(String.format(Locale.ROOT, "accept,%s,%d,%d,%s,%d,%.0f", name, senders, stored, variant, round, rate));
    }
}
