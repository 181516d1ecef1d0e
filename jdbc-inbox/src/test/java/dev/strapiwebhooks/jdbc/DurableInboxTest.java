package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is this inbox's own: its settings, its tables, and what is not seen through the contract. */
@Execution(ExecutionMode.CONCURRENT)
class DurableInboxTest {
    private static final InboxHandler NOTHING = delivery -> {};

    @TempDir
    private Path directory;

    private HikariDataSource database;

    @BeforeEach
    void open() {
        database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aDeliveryThatKillsEveryReceiverDies() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox inbox =
                quick(delivery -> calls.incrementAndGet()).maxAttempts(3).build()) {
            store(inbox, "killer");
            execute("UPDATE strapi_webhook_lease SET tries = 3"); // taken three times, and never marked

            DurableInbox unused = inbox.start();

            awaitThat(() -> inbox.statistics().dead() == 1);
            DeadLetter letter = inbox.deadLetters().list(0, 1).get(0);
            assertThat(letter.error()).isEqualTo("none of 3 attempts came to an end");
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void whatIsHandledIsDeletedAfterTheRetentionAndWhatWaitsOrDiedIsNot() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        InboxHandler handler = delivery -> {
            String event = delivery.received().event().name();
            if (event.startsWith("dead")) {
                throw new IllegalStateException("of the test");
            }
            if (event.startsWith("pending")) {
                mayEnd.await();
            }
        };
        try (DurableInbox inbox = quick(handler)
                .maxAttempts(1)
                .retention(Duration.ofDays(1))
                .build()
                .start()) {
            for (String name : List.of("done-old", "dead-old", "pending-old", "done-new")) {
                store(inbox, name);
            }
            awaitThat(
                    () -> inbox.statistics().depth() == 1 && inbox.statistics().dead() == 1);
            execute("UPDATE strapi_webhook_delivery SET stored_at = DATEADD(HOUR, -25, CURRENT_TIMESTAMP)"
                    + " WHERE event LIKE '%old'");

            try (DurableInbox other =
                    quick(handler).retention(Duration.ofDays(1)).build()) {
                DurableInbox unused = other.start(); // deletes at once, and then each minute

                awaitThat(() -> count("event = 'done-old'") == 0);
                awaitThat(() -> marks() == 1); // the one of done-new
            }
            assertThat(count("event = 'dead-old'")).isEqualTo(1);
            assertThat(count("event = 'pending-old'")).isEqualTo(1);
            assertThat(count("event = 'done-new'")).isEqualTo(1);
            mayEnd.countDown();
            awaitThat(() -> inbox.statistics().depth() == 0);
        }
    }

    @Test
    void aDocumentWithMuchToDoIsKeptForMoreThanOneRunAndInOrder() throws Exception {
        List<Long> fences = Collections.synchronizedList(new ArrayList<>());
        List<Long> handled = Collections.synchronizedList(new ArrayList<>());
        try (DurableInbox inbox = quick(delivery -> {
                    fences.add(delivery.fence());
                    handled.add(delivery.id());
                })
                .workers(1)
                .build()) {
            for (int number = 0; number < 3 * DocumentRun.LONGEST; number++) {
                store(inbox, "n" + number, "d");
            }

            DurableInbox unused = inbox.start();

            awaitThat(() -> inbox.statistics().depth() == 0);
        }
        assertThat(handled).hasSize(3 * DocumentRun.LONGEST).isSorted().doesNotHaveDuplicates();
        assertThat(fences.stream().distinct().count()).as("leases").isLessThan(3);
    }

    @Test
    void deadLettersHaveARetentionOfTheirOwn() throws Exception {
        InboxHandler broken = delivery -> {
            throw new IllegalStateException("of the test");
        };
        try (DurableInbox inbox = quick(broken).maxAttempts(1).build().start()) {
            store(inbox, "old");
            store(inbox, "young");
            awaitThat(() -> inbox.statistics().dead() == 2);
        }
        execute("UPDATE strapi_webhook_dead_letter SET died_at = DATEADD(DAY, -31, CURRENT_TIMESTAMP) WHERE delivery ="
                + " (SELECT id FROM strapi_webhook_delivery WHERE event = 'old')");
        try (DurableInbox inbox =
                quick(broken).deadLetterRetention(Duration.ofDays(30)).build().start()) {
            awaitThat(() -> inbox.statistics().dead() == 1);
            assertThat(inbox.deadLetters().list(0, 9).get(0).event()).isEqualTo("young");
        }
    }

    @Test
    void errorsOfHandlersAreFailuresToo() throws Exception {
        InboxHandler broken = delivery -> {
            throw new OutOfMemoryError("of the test");
        };
        try (DurableInbox inbox = quick(broken).maxAttempts(1).build().start()) {
            store(inbox, "any");

            awaitThat(() -> inbox.statistics().dead() == 1);
            assertThat(inbox.deadLetters().list(0, 1).get(0).error())
                    .isEqualTo("java.lang.OutOfMemoryError: of the test");
        }
    }

    @Test
    void anInterruptedThreadHarmsNobody() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        InboxHandler interrupting = delivery -> {
            if (calls.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
                throw new InterruptedException("of the test");
            }
        };
        try (DurableInbox inbox =
                quick(interrupting).firstRetry(Duration.ofMillis(10)).build().start()) {
            Thread.currentThread().interrupt();
            store(inbox, "by an interrupted thread");
            assertThat(Thread.interrupted()).as("the flag is still there").isTrue();
            store(inbox, "and by another");

            awaitThat(() -> inbox.statistics().depth() == 0);
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void aHandlerThatIsInterruptedByTheEndLosesNoAttempt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        InboxHandler endless = delivery -> {
            begun.countDown();
            new CountDownLatch(1).await();
        };
        DurableInbox ending = quick(endless)
                .maxAttempts(1)
                .shutdownTimeout(Duration.ofSeconds(2))
                .build()
                .start();
        store(ending, "long");
        begun.await();

        ending.stop();

        assertThat(ending.statistics().dead()).isZero();
        assertThat(ending.statistics().depth()).isEqualTo(1);
        ending.close();
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox next = quick(delivery -> calls.incrementAndGet())
                .maxAttempts(1)
                .build()
                .start()) {
            awaitThat(() -> next.statistics().depth() == 0);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void whoeverLostTheLeaseBeginsNothingMoreAndItsOutcomeIsDropped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        InboxHandler slow = delivery -> {
            calls.incrementAndGet();
            begun.countDown();
            awaitThat(() -> !delivery.isStillOurs());
            mayEnd.await();
        };
        try (DurableInbox inbox =
                quick(slow).lease(Duration.ofSeconds(1)).build().start()) {
            store(inbox, "first", "d1");
            begun.await();
            store(inbox, "second", "d1");
            execute("UPDATE strapi_webhook_lease SET owner = 'another', fence = NEXT VALUE FOR strapi_webhook_fence,"
                    + " due = DATEADD(HOUR, 1, CURRENT_TIMESTAMP)");

            mayEnd.countDown();
            inbox.stop();

            assertThat(calls).hasValue(1);
            assertThat(inbox.statistics().depth()).isEqualTo(2);
        }
    }

    @Test
    void aDeadLetterIsOvertakenAlsoWhenWhatWasDoneAfterItIsDeleted() throws Exception {
        BlockingQueue<StoredDelivery> calls = new LinkedBlockingQueue<>();
        AtomicInteger healed = new AtomicInteger();
        InboxHandler handler = delivery -> {
            if (healed.get() == 0 && calls.isEmpty()) {
                calls.add(delivery);
                throw new IllegalStateException("of the test");
            }
            calls.add(delivery);
        };
        try (DurableInbox inbox = quick(handler)
                .maxAttempts(1)
                .retention(Duration.ofDays(1))
                .build()
                .start()) {
            store(inbox, "dead", "d1");
            awaitThat(() -> inbox.statistics().dead() == 1);
            store(inbox, "done", "d1");
            awaitThat(() -> calls.size() == 2 && inbox.statistics().depth() == 0);
        }
        execute("UPDATE strapi_webhook_delivery SET stored_at = DATEADD(DAY, -9, CURRENT_TIMESTAMP)");
        healed.set(1);
        try (DurableInbox inbox =
                quick(handler).retention(Duration.ofDays(1)).build().start()) {
            awaitThat(() -> count("1 = 1") == 1);

            assertThat(inbox.deadLetters()
                            .replay(inbox.deadLetters().list(0, 1).get(0).id()))
                    .isTrue();

            awaitThat(() -> calls.size() == 3);
            assertThat(List.copyOf(calls)).extracting(StoredDelivery::overtaken).containsExactly(false, false, true);
        }
    }

    @Test
    void theUrlOfADatabaseIsNeverRepeated() {
        assertThatThrownBy(() -> JdbcDataSources.connect("jdbc:postgresql://db?user=u&password=canary", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:5432/database")
                .hasMessageNotContaining("canary");
    }

    @Test
    void lifecycleMistakesAreTold() {
        DurableInbox inbox = DurableInbox.builder(database).build();
        assertThatThrownBy(inbox::start).hasMessageContaining("handler(...)");
        DurableInbox started = quick(NOTHING).build().start();
        assertThatThrownBy(started::start).hasMessageContaining("the inbox is started already");
        started.stop();
        started.stop();
        assertThat(started.start()).isSameAs(started);
        started.close();
        started.close();
        started.stop();
        assertThatThrownBy(started::start).hasMessageContaining("the inbox is closed");
        assertThatThrownBy(() -> store(started, "closed inboxes store no more")).isInstanceOf(StoreException.class);
        store(inbox, "others do");
        assertThat(inbox.statistics().depth()).isEqualTo(1);
        inbox.close();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        DurableInboxBuilder builder = DurableInbox.builder(database);
        assertThatThrownBy(() -> builder.workers(0)).hasMessageContaining("at least 1 of workers, not 0");
        assertThatThrownBy(() -> builder.maxAttempts(0)).hasMessageContaining("at least 1 of attempts");
        assertThatThrownBy(() -> builder.retention(Duration.ofHours(2))).hasMessageContaining("PT3H");
        assertThatThrownBy(() -> builder.lease(Duration.ofMillis(1))).hasMessageContaining("PT1S");
        assertThatThrownBy(() -> builder.pollInterval(Duration.ZERO)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> builder.orderingDelay(Duration.ofMillis(-1))).hasMessageContaining("not be negative");
        assertThatThrownBy(() -> JdbcDataSources.h2(Path.of("x;INIT=SELECT 1"))).hasMessageContaining("settings");
        assertThatThrownBy(() -> builder.storeTimeout(Duration.ofMillis(999)))
                .hasMessageContaining("from 1 to 5 seconds");
        assertThatThrownBy(() -> builder.handler(NOTHING).handler(NOTHING)).hasMessageContaining("set twice");
        assertThatThrownBy(() -> DurableInbox.builder(database)
                        .firstRetry(Duration.ofHours(2))
                        .build())
                .hasMessageContaining("PT2H, is later than the longest, PT1H");
    }

    @Test
    void withoutTablesNothingStartsAndTheRemedyIsTold() {
        try (HikariDataSource empty = JdbcDataSources.h2(directory.resolve("empty"))) {
            assertThatThrownBy(() -> DurableInbox.builder(empty).build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("JdbcSchema.apply(dataSource)");
            assertThatThrownBy(() -> JdbcReplayGuard.create(empty))
                    .hasMessageContaining("JdbcSchema.apply(dataSource)");
            JdbcSchema.apply(empty);
            JdbcSchema.apply(empty);
            try (DurableInbox inbox = DurableInbox.builder(empty).build()) {
                assertThat(inbox.statistics().depth()).isZero();
            }
        }
    }

    @Test
    void aClaimLongerThanTheRetentionIsAMistake() {
        try (DurableInbox inbox =
                DurableInbox.builder(database).retention(Duration.ofHours(3)).build()) {
            assertThatThrownBy(() -> inbox.store(key("a"), delivery("a"), Duration.ofHours(4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT4H is longer than deliveries are kept, PT3H");
        }
    }

    private long marks() {
        return number("SELECT COUNT(*) FROM strapi_webhook_mark");
    }

    private DurableInboxBuilder quick(InboxHandler handler) {
        return DurableInbox.builder(database)
                .handler(handler)
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    private static void store(DurableInbox inbox, String event) {
        assertThat(inbox.store(key(event), delivery(event), Duration.ofMinutes(11)))
                .isPresent();
    }

    private static void store(DurableInbox inbox, String mark, String document) {
        byte[] body = ("{\"event\":\"entry.update\",\"createdAt\":\"" + Instant.now()
                        + "\",\"model\":\"a\",\"entry\":{\"id\":1,\"documentId\":\"" + document + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(inbox.store(key(mark), TestDeliveries.received(body), Duration.ofMinutes(11)))
                .isPresent();
    }

    private static ReplayKey key(String event) {
        return ReplayKey.of("strapi", event.getBytes(StandardCharsets.UTF_8));
    }

    private static ReceivedDelivery delivery(String event) {
        byte[] body = ("{\"event\":\"" + event + "\"}").getBytes(StandardCharsets.UTF_8);
        return TestDeliveries.received(body);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String condition) {
        return number("SELECT COUNT(*) FROM strapi_webhook_delivery WHERE " + condition);
    }

    private long number(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitThat(BooleanSupplier reached) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
