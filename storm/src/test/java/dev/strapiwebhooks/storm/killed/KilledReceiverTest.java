package dev.strapiwebhooks.storm.killed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver process is killed (SIGKILL) while deliveries come in, and started again. {@code -Dkill.deliveries=10000}
 * makes it as large as one likes.
 */
class KilledReceiverTest {
    private static final int DELIVERIES = Integer.getInteger("kill.deliveries", 600);
    private static final Duration PATIENCE = Duration.ofSeconds(30 + DELIVERIES / 20);

    @TempDir
    private Path directory;

    @Test
    void oneReceiverOnH2() throws Exception {
        Path file = directory.resolve("webhooks");
        try (ReceiverFleet fleet = new ReceiverFleet(file.toString(), directory.resolve("journal"), 1)) {
            killInTheMiddle(fleet);
            fleet.stopAll();
        }
        try (HikariDataSource database = JdbcDataSources.h2(file)) {
            assertThat(statistics(database).depth())
                    .as("handled, and the end was perhaps not written down at the last kill")
                    .isLessThanOrEqualTo(ReceiverProcess.WORKERS);
        }
    }

    @Test
    void oneOfTwoReceiversOnPostgres() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            String url = server.emptyDatabase();
            try (ReceiverFleet fleet = new ReceiverFleet(url, directory.resolve("journal"), 2);
                    HikariDataSource database = JdbcDataSources.connect(url, null, null)) {
                killInTheMiddle(fleet);
                awaitThat(() -> "marked", () -> statistics(database).depth() == 0);
            }
        }
    }

    private static void killInTheMiddle(ReceiverFleet fleet) throws Exception {
        DeliveryStream stream = new DeliveryStream(fleet, DELIVERIES);
        stream.start();
        awaitThat(() -> "half of them acknowledged", () -> stream.acknowledged() >= DELIVERIES / 2);
        Killed killed = new Killed(fleet.kill(0), System.currentTimeMillis());
        fleet.start(0);
        stream.join();
        assertThat(stream.acknowledged()).isEqualTo(DELIVERIES);
        awaitThat(
                () -> handled(fleet).size() + " of " + DELIVERIES + " handled",
                () -> handled(fleet).size() == DELIVERIES);

        List<Call> calls = calls(fleet.journal(), killed);
        int doubles = calls.size() - DELIVERIES;
        System.out.println("acknowledged " + DELIVERIES + ", lost 0, called twice " + doubles + " (in the hands of the "
                + ReceiverProcess.WORKERS + " killed workers)");
        assertThat(doubles)
                .as("only what the killed workers had in their hands")
                .isBetween(0, ReceiverProcess.WORKERS);
        requireOneAtATime(calls);
    }

    private static Set<String> handled(ReceiverFleet fleet) {
        try {
            Set<String> numbers = new HashSet<>();
            for (HandlerJournal.Line line : HandlerJournal.read(fleet.journal())) {
                if (!line.isBegin()) {
                    numbers.add(line.number());
                }
            }
            return numbers;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A call without an end ended when its process did. */
    private static List<Call> calls(Path journal, Killed killed) throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<String, HandlerJournal.Line> open = new HashMap<>();
        for (HandlerJournal.Line line : HandlerJournal.read(journal)) {
            String key = line.process() + "/" + line.number();
            if (line.isBegin()) {
                assertThat(open.put(key, line)).as("begun twice at once").isNull();
            } else {
                HandlerJournal.Line begin = requireNonNull(open.remove(key), "ended without a begin");
                calls.add(new Call(line.document(), begin.millis(), line.millis()));
            }
        }
        for (HandlerJournal.Line line : open.values()) {
            assertThat(line.process())
                    .as("only the killed process left calls open")
                    .isEqualTo(killed.process());
            calls.add(new Call(line.document(), line.millis(), killed.millis()));
        }
        return calls;
    }

    private static void requireOneAtATime(List<Call> calls) {
        Map<String, List<Call>> byDocument = new HashMap<>();
        for (Call call : calls) {
            byDocument
                    .computeIfAbsent(call.document(), unused -> new ArrayList<>())
                    .add(call);
        }
        for (List<Call> ofDocument : byDocument.values()) {
            ofDocument.sort(java.util.Comparator.comparingLong(Call::begin).thenComparingLong(Call::end));
            for (int i = 1; i < ofDocument.size(); i++) {
                assertThat(ofDocument.get(i).begin())
                        .as("two handlers at once: %s and %s", ofDocument.get(i - 1), ofDocument.get(i))
                        .isGreaterThanOrEqualTo(ofDocument.get(i - 1).end());
            }
        }
    }

    private static Inbox.Statistics statistics(HikariDataSource database) {
        try (DurableInbox inbox = DurableInbox.builder(database).build()) {
            return inbox.statistics();
        }
    }

    private static void awaitThat(Supplier<String> what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as(() -> what.get() + " in time")
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private record Killed(long process, long millis) {}

    private record Call(String document, long begin, long end) {}
}
