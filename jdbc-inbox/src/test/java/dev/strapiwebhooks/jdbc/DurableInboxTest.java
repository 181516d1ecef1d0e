package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.event.EventReader;
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
import java.util.List;
import java.util.Map;
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

/** What is this inbox's own: its settings, its tables, and what is not seen through the contract. */
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
            execute("UPDATE strapi_webhook_delivery SET attempts = 3"); // taken three times, and never marked

            DurableInbox unused = inbox.start();

            awaitThat(() -> inbox.statistics().dead() == 1);
            DeadLetter letter = inbox.deadLetters().list(0, 1).get(0);
            assertThat(letter.error()).isEqualTo("none of 3 attempts came to an end");
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void aDocumentWithoutATaskIsFoundByTheSweep() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox inbox = quick(delivery -> calls.incrementAndGet()).build()) {
            store(inbox, "forgotten");
            execute("DELETE FROM strapi_webhook_task");

            DurableInbox unused = inbox.start();

            awaitThat(() -> calls.get() == 1);
        }
    }

    /** A receiver that is killed between ending a document's task and looking once more leaves such a document. */
    @Test
    void aRestartFindsItWithoutWaitingForTheSweep() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox before = quick(NOTHING).build()) {
            DurableInbox unused = before.start();
            awaitThat(() -> isSwept());
        }
        try (DurableInbox inbox = quick(delivery -> calls.incrementAndGet()).build()) {
            store(inbox, "forgotten");
            execute("DELETE FROM strapi_webhook_task WHERE task_name = 'document'");

            DurableInbox unused = inbox.start();

            awaitThat(() -> calls.get() == 1);
        }
    }

    @Test
    void finishedDeliveriesAreDeletedAfterTheRetentionAndDeadLettersAreNot() throws Exception {
        try (DurableInbox inbox = quick(NOTHING).retention(Duration.ofDays(1)).build()) {
            for (String name : List.of("done-old", "done-new", "dropped-old", "dead-old", "pending-old")) {
                store(inbox, name);
            }
            execute("UPDATE strapi_webhook_delivery SET state = 'DONE' WHERE event LIKE 'done%'");
            execute("UPDATE strapi_webhook_delivery SET state = 'DROPPED' WHERE event LIKE 'dropped%'");
            execute("UPDATE strapi_webhook_delivery SET state = 'DEAD' WHERE event LIKE 'dead%'");
            execute("UPDATE strapi_webhook_delivery SET state_since = DATEADD(HOUR, -25, CURRENT_TIMESTAMP)"
                    + " WHERE event LIKE '%old'");

            DurableInbox unused = inbox.start(); // cleans up at once, and then every hour

            awaitThat(() -> inbox.statistics().depth() == 0 && count("event LIKE 'd%old'") == 1);
            assertThat(count("event = 'dead-old'")).isEqualTo(1);
            assertThat(count("event = 'done-new'")).isEqualTo(1);
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

        ending.close();

        assertThat(ending.statistics().dead()).isZero();
        assertThat(count("attempts = 0 AND state = 'PENDING'")).isEqualTo(1);
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
    void whoeverLostTheLeaseTakesNothingMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        InboxHandler slow = delivery -> {
            calls.incrementAndGet();
            begun.countDown();
            mayEnd.await();
        };
        try (DurableInbox inbox = quick(slow).build().start()) {
            store(inbox, "first", "d1");
            begun.await();
            store(inbox, "second", "d1");
            execute("UPDATE strapi_webhook_task SET picked_by = 'another', version = version + 1,"
                    + " last_heartbeat = DATEADD(HOUR, 1, CURRENT_TIMESTAMP) WHERE task_name = 'document'");

            mayEnd.countDown();

            awaitThat(() -> count("state = 'DONE'") == 1);
            assertThat(calls).hasValue(1);
            assertThat(inbox.statistics().depth()).isEqualTo(1);
        }
    }

    @Test
    void whatWasDoneIsKeptWhileItTellsADeadLetterThatItWasOvertaken() throws Exception {
        BlockingQueue<StoredDelivery> replayed = new LinkedBlockingQueue<>();
        try (DurableInbox inbox =
                quick(replayed::add).retention(Duration.ofDays(1)).build()) {
            store(inbox, "dead", "d1");
            store(inbox, "done", "d1");
            store(inbox, "unrelated", "d2");
            execute("UPDATE strapi_webhook_delivery SET state = 'DEAD' WHERE locale = 'dead'");
            execute("UPDATE strapi_webhook_delivery SET state = 'DONE' WHERE locale <> 'dead'");
            execute("UPDATE strapi_webhook_delivery SET locale = '',"
                    + " state_since = DATEADD(DAY, -9, CURRENT_TIMESTAMP)");
            DurableInbox unused = inbox.start();
            awaitThat(() -> count("document_id = 'd2'") == 0);

            assertThat(inbox.deadLetters()
                            .replay(inbox.deadLetters().list(0, 1).get(0).id()))
                    .isTrue();

            StoredDelivery delivery = replayed.poll(20, TimeUnit.SECONDS);
            assertThat(delivery).isNotNull();
            assertThat(delivery.overtaken()).isTrue();
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
        store(started, "closed inboxes still store");
        assertThat(inbox.statistics().depth()).isEqualTo(1);
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
                .hasMessageContaining("at least 1 second");
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
            assertThat(DurableInbox.builder(empty).build().statistics().depth()).isZero();
        }
    }

    @Test
    void aClaimLongerThanTheRetentionIsAMistake() {
        DurableInbox inbox =
                DurableInbox.builder(database).retention(Duration.ofHours(3)).build();

        assertThatThrownBy(() -> inbox.store(key("a"), delivery("a"), Duration.ofHours(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT4H is longer than deliveries are kept, PT3H");
    }

    private boolean isSwept() {
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "SELECT last_success FROM strapi_webhook_task WHERE task_name = 'sweep' AND NOT picked")) {
            return row.next() && row.getString(1) != null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    /** Of one document and locale, whatever the column says afterwards. */
    private void store(DurableInbox inbox, String mark, String document) throws SQLException {
        byte[] body = ("{\"event\":\"entry.update\",\"createdAt\":\"" + Instant.now()
                        + "\",\"model\":\"a\",\"entry\":{\"id\":1,\"documentId\":\"" + document + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(inbox.store(key(mark), received(body), Duration.ofMinutes(11)))
                .isPresent();
        execute("UPDATE strapi_webhook_delivery SET locale = '" + mark + "' WHERE locale IS NULL");
    }

    private static ReplayKey key(String event) {
        return ReplayKey.of("strapi", event.getBytes(StandardCharsets.UTF_8));
    }

    private static ReceivedDelivery delivery(String event) {
        byte[] body = ("{\"event\":\"" + event + "\"}").getBytes(StandardCharsets.UTF_8);
        return received(body);
    }

    private static ReceivedDelivery received(byte[] body) {
        return new ReceivedDelivery(
                "strapi",
                "default",
                Instant.now(),
                Map.of(),
                body,
                EventReader.create().read(body));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String condition) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM strapi_webhook_delivery WHERE " + condition)) {
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
