package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * Accepted deliveries against bare inserts, in turn, for two minutes in which workers handle what is accepted and a transaction
 * that stays open keeps old rows from being removed.
 */
final class SnapshotMeasure {
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int TURNS = 12;
    private static final int SENDERS = 8;

    private final ResultWriter out;
    private final Deliveries deliveries;

    SnapshotMeasure(ResultWriter out, Deliveries deliveries) {
        this.out = out;
        this.deliveries = deliveries;
    }

    void run() throws Exception {
        try (Store store = Store.open("postgresql");
                Connection writer = store.dataSource().getConnection();
                Senders senders = new Senders(SENDERS);
                DurableInbox inbox = DurableInbox.builder(store.dataSource())
                        .handler(delivery -> {})
                        .workers(4)
                        .build()
                        .start()) {
            stayOpen(writer);
            for (int turn = 1; turn <= TURNS; turn++) {
                line("bare", turn, senders.rate(TIME, () -> store.insertBare(deliveries.next())));
                line("inbox", turn, senders.rate(TIME, () -> Store.accept(inbox, deliveries.next())));
                line(
                        "inbox, one document",
                        turn,
                        senders.rate(TIME, () -> Store.accept(inbox, deliveries.nextOfOneDocument())));
            }
        }
    }

    private static void stayOpen(Connection writer) throws SQLException {
        writer.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        writer.setAutoCommit(false);
        writer.createStatement().execute("SET idle_in_transaction_session_timeout = 0; SELECT pg_current_xact_id()");
    }

    private void line(String variant, int turn, double rate) throws Exception {
        out.line(String.format(Locale.ROOT, "snapshot,postgresql,%d,0,%s,%d,%.0f", SENDERS, variant, turn, rate));
    }
}
