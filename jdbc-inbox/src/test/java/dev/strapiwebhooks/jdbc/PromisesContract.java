package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the inbox promises beyond {@link dev.strapiwebhooks.tck.inbox.InboxContract}, on each database. */
@Execution(ExecutionMode.CONCURRENT)
abstract class PromisesContract {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<DurableInbox> inboxes = new ArrayList<>();
    private HikariDataSource database;

    /** A pool on an empty database with the tables. */
    abstract HikariDataSource database() throws Exception;

    @BeforeEach
    void openDatabase() throws Exception {
        database = database();
        execute("CREATE TABLE article (title VARCHAR(100))");
    }

    @AfterEach
    void close() {
        inboxes.forEach(DurableInbox::close);
        database.close();
    }

    @Test
    void eachHandlerHasItsOwnAttemptsAndDeadLetters() {
        Queue<String> mails = new ConcurrentLinkedQueue<>();
        AtomicInteger indexed = new AtomicInteger();
        DurableInbox inbox = started(quick().maxAttempts(3)
                .handler("mail", delivery -> mails.add(title(delivery)))
                .handler("index", delivery -> {
                    indexed.incrementAndGet();
                    throw new IllegalStateException("the index is down");
                }));

        store(inbox, "d1", "one", NOON);

        awaitThat(() -> inbox.statistics().depth() == 0);
        assertThat(mails).as("not sent again").containsExactly("one");
        assertThat(indexed).hasValue(3);
        assertThat(inbox.deadLetters().list(0, 9))
                .extracting(DeadLetter::handler)
                .containsExactly("index");
    }

    @Test
    void aNewHandlerBeginsNowOrWithTheOldestKept() {
        Queue<String> now = new ConcurrentLinkedQueue<>();
        Queue<String> all = new ConcurrentLinkedQueue<>();
        DurableInbox first = started(quick().handler("first", delivery -> {}));
        for (int i = 0; i < 5; i++) {
            store(first, "d1", "old " + i, NOON.plusSeconds(i));
        }
        awaitThat(() -> first.statistics().depth() == 0);

        DurableInbox second = started(quick().handler("first", delivery -> {})
                .handler("now", delivery -> now.add(title(delivery)))
                .handler("all", delivery -> all.add(title(delivery)), HandlerStart.OLDEST_KEPT));
        store(first, "d1", "new", NOON.plusSeconds(9)); // by a receiver that does not have the new handlers

        awaitThat(() -> second.statistics().depth() == 0 && !now.isEmpty());
        assertThat(now).containsExactly("new");
        assertThat(all).containsExactly("old 0", "old 1", "old 2", "old 3", "old 4", "new");
    }

    @Test
    void whatWaitsBeforeThereIsAnyHandlerWaitsForTheFirst() {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        DurableInbox storing = built(quick());
        store(storing, "d1", "early", NOON);
        assertThat(storing.statistics().depth()).isEqualTo(1);

        DurableInbox handling = started(quick().handler(delivery -> handled.add(title(delivery))));

        awaitThat(() -> handling.statistics().depth() == 0 && !handled.isEmpty());
        assertThat(handled).containsExactly("early");
    }

    @Test
    void aRenamedHandlerKeepsWhatWaitsForItAndARetiredOneDoesNot() {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        DurableInbox before = built(quick().handler("old", delivery -> {}).handler("gone", delivery -> {}));
        store(before, "d1", "waiting", NOON);
        assertThat(before.statistics().depth()).isEqualTo(2);

        for (int start = 0; start < 2; start++) { // a second start finds nothing to rename
            DurableInbox after = built(quick().handler("new", delivery -> handled.add(title(delivery)))
                    .renamedHandler("old", "new")
                    .retiredHandler("gone"));
            assertThat(after.statistics().depth()).isEqualTo(1);
        }
        DurableInbox after = started(quick().handler("new", delivery -> handled.add(title(delivery))));

        awaitThat(() -> after.statistics().depth() == 0);
        assertThat(handled).containsExactly("waiting");
        assertThatThrownBy(() -> quick().handler("a", delivery -> {})
                        .renamedHandler("b", "c")
                        .build())
                .hasMessageContaining("must be a handler c");
    }

    @Test
    @ResourceLock("log")
    void aHandlerThatNoReceiverHasIsTold() {
        DurableInbox before = built(quick().handler("old", delivery -> {}));
        store(before, "d1", "waiting", NOON);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(built(quick().handler("new", delivery -> {}))).isNotNull();

            assertThat(log.by(DurableInbox.class))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(
                            line -> line.contains("does not have: old;") && line.contains("renamedHandler(old, new)"));
        }
    }

    /** Should one of them kill the receiver again, that does not count for the others. */
    @Test
    void ofDocumentsThatReceiversDiedWithOneIsHandledAtATime() throws Exception {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        CountDownLatch mayEnd = new CountDownLatch(1);
        DurableInbox inbox = built(quick().handler(delivery -> {
            begun.add(document(delivery));
            if (document(delivery).startsWith("suspect")) {
                mayEnd.await();
            }
        }));
        for (String document : List.of("suspect 1", "suspect 2", "suspect 3")) {
            store(inbox, document, "one", NOON);
        }
        execute("UPDATE strapi_webhook_lease SET tries = 2");
        store(inbox, "fresh", "one", NOON);
        assertThat(inbox.start()).isSameAs(inbox);

        awaitThat(() -> begun.size() == 2);
        store(inbox, "fresh too", "one", NOON);
        awaitThat(() -> begun.contains("fresh too"));
        assertThat(begun).contains("fresh").hasSize(3);
        mayEnd.countDown();

        awaitThat(() -> inbox.statistics().depth() == 0);
        assertThat(begun).hasSize(5);
    }

    /** One that hangs has not killed the receiver. */
    @Test
    void oneThatHangsKeepsOthersWaitingForALeaseOnly() throws Exception {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        CountDownLatch mayEnd = new CountDownLatch(1);
        DurableInbox inbox = built(quick().lease(Duration.ofSeconds(1)).handler(delivery -> {
            begun.add(document(delivery));
            if (begun.size() == 1) {
                mayEnd.await();
            }
        }));
        store(inbox, "suspect 1", "one", NOON);
        store(inbox, "suspect 2", "one", NOON);
        execute("UPDATE strapi_webhook_lease SET tries = 2");
        assertThat(inbox.start()).isSameAs(inbox);

        awaitThat(() -> begun.size() == 2);
        mayEnd.countDown();
        awaitThat(() -> inbox.statistics().depth() == 0);
    }

    @Test
    void aHandlerInThePlaceOfTheOnlyOneBeginsWhereItIsTold() throws Exception {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        DurableInbox before = started(quick().handler("old", delivery -> {}));
        store(before, "d1", "handled before", NOON);
        awaitThat(() -> before.statistics().depth() == 0);
        before.stop();

        DurableInbox after = started(
                quick().handler("new", delivery -> handled.add(title(delivery))).retiredHandler("old"));
        store(after, "d1", "new", NOON.plusSeconds(1));

        awaitThat(() -> !handled.isEmpty() && after.statistics().depth() == 0);
        assertThat(handled).containsExactly("new");
    }

    /** Of a rolling deployment: the old version has made its name known again. */
    @Test
    void aHandlerThatIsKnownByBothNamesIsRenamedOnceMore() throws Exception {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        DurableInbox old = built(quick().handler("old", delivery -> {}));
        store(old, "d1", "one", NOON);
        built(quick().handler("new", delivery -> {}).renamedHandler("old", "new"))
                .close();
        built(quick().handler("old", delivery -> {})).close();
        store(old, "d1", "two", NOON.plusSeconds(1));
        assertThat(old.statistics().depth()).isEqualTo(3);

        DurableInbox inbox = started(
                quick().handler("new", delivery -> handled.add(title(delivery))).renamedHandler("old", "new"));

        awaitThat(() -> inbox.statistics().depth() == 0);
        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void anInterruptThatComesLateEndsNoWorker() throws Exception {
        Queue<Thread> workers = new ConcurrentLinkedQueue<>();
        DurableInbox inbox = started(quick().workers(1).handler(delivery -> workers.add(Thread.currentThread())));
        for (int i = 0; i < 3; i++) {
            int count = i + 1;
            store(inbox, "d" + i, "one", NOON);
            awaitThat(() -> workers.size() == count && inbox.statistics().depth() == 0);
            workers.forEach(Thread::interrupt); // as a watchdog of the handler's would do
        }
    }

    @Test
    void theEffectOfATransactionalHandlerAndItsEndCommitTogether() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        DurableInbox inbox = started(quick().transactionalHandler("copy", (delivery, connection) -> {
            insert(connection, title(delivery));
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("after the insert");
            }
        }));

        store(inbox, "d1", "one", NOON);
        store(inbox, "d1", "two", NOON.plusSeconds(1));

        awaitThat(() -> inbox.statistics().depth() == 0);
        assertThat(titles()).containsExactly("one", "two");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aTransactionalHandlerThatWorksLongerThanItsLeaseIsNotCalledByAnother() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch mayEnd = new CountDownLatch(1);
        TransactionalHandler slow = (delivery, connection) -> {
            calls.incrementAndGet();
            insert(connection, title(delivery));
            while (!mayEnd.await(100, TimeUnit.MILLISECONDS)) {
                execute(connection, "SELECT 1"); // a session that says nothing would be taken for a suspended one
            }
        };
        DurableInbox inbox = started(quick().lease(Duration.ofSeconds(1)).transactionalHandler("copy", slow));
        DurableInbox other = started(quick().lease(Duration.ofSeconds(1)).transactionalHandler("copy", slow));
        store(inbox, "d1", "one", NOON);
        awaitThat(() -> calls.get() == 1);
        store(other, "d1", "stored meanwhile", NOON.plusSeconds(1)); // senders do not wait for it

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        awaitThat(() -> System.nanoTime() - end > 0);
        assertThat(calls).hasValue(1);
        mayEnd.countDown();

        awaitThat(() -> inbox.statistics().depth() == 0);
        assertThat(titles()).containsExactly("one", "stored meanwhile");
    }

    @Test
    void handlersThatHoldTheWholePoolKeepTheirLeasesAndNobodyWaits() {
        int connections = database.getMaximumPoolSize();
        AtomicInteger open = new AtomicInteger();
        Map<String, AtomicInteger> busy = new java.util.concurrent.ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicBoolean mayEnd = new AtomicBoolean();
        InboxHandler greedy = delivery -> {
            AtomicInteger now = busy.computeIfAbsent(document(delivery), document -> new AtomicInteger());
            overlaps.addAndGet(now.getAndIncrement());
            try (Connection held = database.getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                open.incrementAndGet();
                awaitThat(mayEnd::get);
            } finally {
                now.decrementAndGet();
            }
        };
        DurableInbox inbox = started(
                quick().lease(Duration.ofSeconds(1)).workers(connections).handler(greedy));
        DurableInbox other =
                built(quick().lease(Duration.ofSeconds(1)).workers(connections).handler(greedy));
        for (int i = 0; i < connections; i++) {
            store(inbox, "d" + i, "first", NOON);
        }
        awaitThat(() -> open.get() == connections);
        assertThat(other.start()).isSameAs(other);

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3); // three leases
        int stored = 0;
        while (System.nanoTime() - end < 0) {
            long begun = System.nanoTime();
            store(other, "d0", "more " + stored++, NOON.plusSeconds(stored));
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(2));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(open).as("nobody has taken over").hasValue(connections);
        mayEnd.set(true);
        awaitThat(() -> inbox.statistics().depth() == 0);
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void clocksThatAreMinutesApartChangeNeitherOrderNorHold() {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        List<DurableInbox> receivers = new ArrayList<>();
        for (int seconds : List.of(-240, 0, 240)) {
            receivers.add(started(DurableInbox.builder(database)
                    .orderingDelay(Duration.ofSeconds(2))
                    .clock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)))
                    .handler(delivery -> handled.add(document(delivery) + " " + title(delivery)))));
        }
        for (int i = 0; i < 30; i++) { // the second comes first, at another receiver
            store(receivers.get(i % 3), "d" + i, "2", NOON.plusSeconds(1));
            store(receivers.get((i + 1) % 3), "d" + i, "1", NOON);
        }

        awaitThat(() -> handled.size() == 60);
        List<String> order = List.copyOf(handled);
        for (int i = 0; i < 30; i++) {
            assertThat(order.indexOf("d" + i + " 1")).isLessThan(order.indexOf("d" + i + " 2"));
        }
    }

    @Test
    void whatIsForgottenIsGoneAndACopyIsStillOne() throws Exception {
        DurableInbox inbox = built(quick().handler("a", delivery -> {}));
        ReceivedDelivery delivery = delivery("person", "secret", NOON);
        assertThat(inbox.store(key(delivery), delivery, Duration.ofMinutes(11))).isPresent();
        store(inbox, "other", "kept", NOON);

        assertThat(inbox.forget("api::article.article", "person")).isEqualTo(1);
        assertThat(inbox.forget("api::article.article", "person")).isZero();

        assertThat(inbox.store(key(delivery), delivery, Duration.ofMinutes(11))).isEmpty();
        assertThat(inbox.statistics().depth()).isEqualTo(1);
        assertThat(number("SELECT COUNT(*) FROM strapi_webhook_delivery WHERE body IS NULL AND document_id IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void bodiesPassThroughACodec() throws Exception {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        BodyCodec backwards = new BodyCodec() {
            @Override
            public byte[] encode(byte[] body) {
                byte[] turned = new byte[body.length];
                for (int i = 0; i < body.length; i++) {
                    turned[i] = (byte) ~body[body.length - 1 - i];
                }
                return turned;
            }

            @Override
            public byte[] decode(byte[] stored) {
                return encode(stored);
            }
        };
        DurableInbox inbox = started(quick().bodyCodec(backwards).handler(delivery -> handled.add(title(delivery))));

        store(inbox, "d1", "not to be read", NOON);

        awaitThat(() -> handled.contains("not to be read"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT body FROM strapi_webhook_delivery")) {
            assertThat(row.next()).isTrue();
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).doesNotContain("read");
        }
    }

    @Test
    void fencesGrowWithEachTakeOver() {
        Queue<Long> fences = new ConcurrentLinkedQueue<>();
        DurableInbox inbox = started(quick().handler(delivery -> {
            assertThat(delivery.isStillOurs()).isTrue();
            fences.add(delivery.fence());
        }));
        for (int i = 0; i < 3; i++) {
            int count = i + 1;
            store(inbox, "d1", "" + i, NOON.plusSeconds(i));
            awaitThat(() -> fences.size() == count && inbox.statistics().depth() == 0);
        }
        assertThat(List.copyOf(fences)).isSorted().doesNotHaveDuplicates();
    }

    DurableInboxBuilder quick() {
        return DurableInbox.builder(database)
                .orderingDelay(Duration.ZERO)
                .firstRetry(Duration.ofMillis(20))
                .pollInterval(Duration.ofMillis(50));
    }

    private DurableInbox built(DurableInboxBuilder builder) {
        DurableInbox inbox = builder.build();
        inboxes.add(inbox);
        return inbox;
    }

    private DurableInbox started(DurableInboxBuilder builder) {
        return built(builder).start();
    }

    private static void store(DurableInbox inbox, String document, String title, Instant createdAt) {
        ReceivedDelivery delivery = delivery(document, title, createdAt);
        assertThat(inbox.store(key(delivery), delivery, Duration.ofMinutes(11))).isPresent();
    }

    private static ReplayKey key(ReceivedDelivery delivery) {
        return ReplayKey.of("strapi", delivery.body());
    }

    private static ReceivedDelivery delivery(String document, String title, Instant createdAt) {
        byte[] body = ("{\"event\":\"entry.update\",\"createdAt\":\"" + createdAt
                        + "\",\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"id\":1,\"documentId\":\""
                        + document + "\",\"title\":\"" + title + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        return TestDeliveries.received(body);
    }

    private static String title(StoredDelivery delivery) {
        return text(delivery, "title");
    }

    private static String document(StoredDelivery delivery) {
        return text(delivery, "documentId");
    }

    private static String text(StoredDelivery delivery, String field) {
        return delivery.received().event().json().path("entry").path(field).asString("");
    }

    private static void insert(Connection connection, String title) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO article (title) VALUES (?)")) {
            insert.setString(1, title);
            insert.executeUpdate();
        }
    }

    private List<String> titles() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT title FROM article")) {
            List<String> titles = new ArrayList<>();
            while (row.next()) {
                titles.add(row.getString(1));
            }
            return titles;
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void awaitThat(BooleanSupplier reached) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
