package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

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
            new RedisMeasure(out, suite.rounds).run();
        }
    }

    private void accept(String name, Store store) throws Exception {
        for (int stored : STORED) {
            fill(name, store, stored);
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
            double bare = threads.rate(TIME, () -> insert(store.dataSource(), deliveries.next()));
            double inboxed = threads.rate(TIME, () -> store(inbox, deliveries.next()));
            double hot = threads.rate(TIME, () -> store(inbox, deliveries.nextOfOneDocument()));
            if (round > 0) {
                line(name, senders, stored, "inbox, one document", round, hot);
                line(name, senders, stored, "bare", round, bare);
                line(name, senders, stored, "inbox", round, inboxed);
            }
        }
    }

    private static void store(DurableInbox inbox, Deliveries.Numbered next) {
        if (inbox.store(next.key(), next.delivery(), Deliveries.CLAIM).isEmpty()) {
            throw new IllegalStateException("taken for a copy");
        }
    }

    private void line(String name, int senders, int stored, String variant, int round, double rate) throws Exception {
        out.line(String.format(Locale.ROOT, "accept,%s,%d,%d,%s,%d,%.0f", name, senders, stored, variant, round, rate));
    }

    private static void insert(DataSource dataSource, Deliveries.Numbered next) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO bare (received_at, body) VALUES (?, ?)")) {
                insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
                insert.setBytes(2, next.delivery().body());
                insert.executeUpdate();
            }
            connection.commit();
        }
    }

    /** Handled deliveries, as they lie there until the retention ends; and as many bare rows. */
    private static void fill(String name, Store store, int count) throws SQLException {
        for (String table : List.of("delivery", "work", "lease", "mark")) {
            store.execute("DELETE FROM strapi_webhook_" + table);
        }
        store.execute("DELETE FROM bare");
        boolean h2 = name.equals("h2");
        String series = h2 ? "SYSTEM_RANGE(1, 10000)" : "generate_series(1, 10000)";
        String key = h2 ? "SECURE_RAND(32)" : "sha256((random()::text || s.x)::bytea)";
        String document = h2 ? "RAWTOHEX(SECURE_RAND(16))" : "md5(random()::text || s.x)";
        String body = h2 ? "STRINGTOUTF8(REPEAT('x', 2000))" : "repeat('x', 2000)::bytea";
        String source = " FROM " + series + (h2 ? " s" : " s(x)");
        for (int done = 0; done < count; done += 10_000) {
            store.execute(
                    "INSERT INTO strapi_webhook_delivery (replay_key, token, endpoint, key_name, received_at, event,"
                            + " uid, document_id, document, sequence, created_at, headers, body) SELECT " + key
                            + ", 't', 'strapi', 'default', CURRENT_TIMESTAMP, 'entry.update', 'api::article.article', 'd', "
                            + document + ", 0, CURRENT_TIMESTAMP, '{}', " + body + source);
            store.execute("INSERT INTO bare (received_at, body) SELECT CURRENT_TIMESTAMP, " + body + source);
        }
        store.execute("INSERT INTO strapi_webhook_mark (document, handler, sequence, created_at, delivery)"
                + " SELECT document, 'default', 0, created_at, id FROM strapi_webhook_delivery");
        if (!h2) {
            store.execute("CHECKPOINT");
        }
    }
}
