package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How fast sixteen workers take a long backlog to a handler that does nothing, at its begin and at its end: in an empty database,
 * behind a million handled deliveries that nobody has analyzed, and while a transaction keeps old rows from being removed.
 */
final class BacklogMeasure {
    private static final int PENDING = 200_000;
    private static final int PARTS = 5;
    private static final int WORKERS = 16;

    private final ResultWriter out;

    BacklogMeasure(ResultWriter out) {
        this.out = out;
    }

    void run() throws Exception {
        drain("each its own document", PENDING, 0, false);
        drain("10 documents", 10, 0, false);
        drain("each its own document", PENDING, 1_000_000, false);
        drain("each its own document, old snapshot", PENDING, 0, true);
        drain("10 documents, old snapshot", 10, 0, true);
    }

    void drain(String variant, int documents, int handled, boolean oldSnapshot) throws Exception {
        try (Store store = Store.open("postgresql");
                Connection reader = store.dataSource().getConnection()) {
            store.execute("ALTER TABLE strapi_webhook_delivery SET (autovacuum_enabled = false)");
            store.fill(handled);
            store.fillWork(PENDING, documents);
            if (oldSnapshot) {
                keepSnapshot(reader);
            }
            List<Double> rates = rates(store);
            for (int part = 0; part < PARTS; part++) {
                out.line(String.format(
                        Locale.ROOT,
                        "backlog,postgresql,%d,%d,%s,%d,%.0f",
                        WORKERS,
                        handled,
                        variant,
                        part + 1,
                        rates.get(part)));
            }
        }
    }

    private static void keepSnapshot(Connection reader) throws SQLException {
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        reader.setAutoCommit(false);
        reader.createStatement()
                .execute("SET idle_in_transaction_session_timeout = 0; SELECT count(*) FROM strapi_webhook_lease");
    }

    /** Deliveries a second of each part of the backlog. */
    private static List<Double> rates(Store store) throws Exception {
        BlockingQueue<Long> ends = new LinkedBlockingQueue<>();
        AtomicInteger handled = new AtomicInteger();
        List<Double> rates = new ArrayList<>();
        try (DurableInbox inbox = DurableInbox.builder(store.dataSource())
                .handler(delivery -> {
                    if (handled.incrementAndGet() % (PENDING / PARTS) == 0) {
                        ends.add(System.nanoTime());
                    }
                })
                .workers(WORKERS)
                .orderingDelay(Duration.ZERO)
                .build()) {
            long begin = System.nanoTime();
            DurableInbox unused = inbox.start();
            for (int part = 0; part < PARTS; part++) {
                Long end = ends.poll(5, TimeUnit.MINUTES);
                if (end == null) {
                    throw new IllegalStateException("only " + handled + " deliveries were handled");
                }
                rates.add(PENDING / PARTS * 1e9 / (end - begin));
                begin = end;
            }
        }
        return rates;
    }
}
