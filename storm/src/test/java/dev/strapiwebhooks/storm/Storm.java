package dev.strapiwebhooks.storm;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.jdbc.JdbcSchema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Receivers, database, networks, senders and director; from the start until everything is quiet again. */
final class Storm implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MOST_DEAD = 1000;

    private final Path directory;
    private final long seed;
    private final List<Closeable> open = new ArrayList<>();
    private final StormPostgres postgres;
    private final HikariDataSource database;
    private final List<TcpProxy> networks = new ArrayList<>();
    private final StormFleet fleet;

    /**
     * Starts what there is.
     *
     * @param directory an empty one, for the journals
     * @param seed of what the director does
     */
    Storm(Path directory, long seed) throws IOException, SQLException {
        this.directory = directory;
        this.seed = seed;
        postgres = opened(new StormPostgres(Files.createTempDirectory("storm")));
        database = opened(JdbcDataSources.connect(StormPostgres.url(postgres.port()), null, null));

        JdbcSchema.apply(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE storm_effect (number BIGINT NOT NULL)");
        }
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < StormSettings.RECEIVERS; i++) {
            networks.add(opened(new TcpProxy(postgres.port())));
            urls.add(StormPostgres.url(networks.get(i).port()));
        }
        fleet = opened(new StormFleet(urls, directory));
    }

    Evidence run(List<Trouble> troubles, long seconds) throws Exception {
        Senders senders = new Senders(fleet, StormFiles.answers(directory), seed);
        senders.start();
        try (DeedJournal deeds = new DeedJournal(StormFiles.deeds(directory))) {
            Troubles hands = new Troubles(fleet, postgres, networks, deeds);
            new Director(hands, troubles, seed).run(seconds);
        }
        senders.stop(PATIENCE);
        try (DurableInbox inbox = DurableInbox.builder(database).build()) {
            awaitQuiet(inbox);
            return Evidence.read(directory, inbox.statistics().depth(), dead(inbox), Optional.of(effects()));
        }
    }

    /** Empty, and nobody works any more; or not, which the checker will tell. */
    private void awaitQuiet(DurableInbox inbox) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0 && (inbox.statistics().depth() > 0 || somebodyWorks())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private boolean somebodyWorks() throws IOException {
        Deeds deeds = Deeds.parse(Journal.read(StormFiles.deeds(directory)));
        return Call.parse(Journal.read(StormFiles.calls(directory)), deeds).stream()
                .anyMatch(call -> call.outcome() == Call.Outcome.RUNNING);
    }

    private List<Effect> effects() throws SQLException {
        List<Effect> effects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT number, COUNT(*) FROM storm_effect GROUP BY number")) {
            while (row.next()) {
                effects.add(new Effect(row.getLong(1), row.getLong(2)));
            }
        }
        return effects;
    }

    private static Set<Long> dead(DurableInbox inbox) {
        Set<Long> numbers = new HashSet<>();
        for (DeadLetter letter : inbox.deadLetters().list(0, MOST_DEAD)) {
            var delivery = inbox.deadLetters().inspect(letter.id()).orElseThrow();
            numbers.add(Long.parseLong(
                    delivery.event().json().path("entry").path("number").asString()));
        }
        return numbers;
    }

    private <T extends Closeable> T opened(T part) {
        open.add(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }
}
