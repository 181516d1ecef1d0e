package dev.strapiwebhooks.tck.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What every durable inbox does, with one receiver and with two that share the store. Each test has an empty store. */
@Execution(ExecutionMode.CONCURRENT)
public abstract class InboxContract {
    private static final Duration CLAIM = Duration.ofMinutes(11);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<InboxNode> nodes = new ArrayList<>();

    /** For subclasses. */
    protected InboxContract() {}

    /**
     * Opens an inbox on the store of this test.
     *
     * @param setup what it is set to
     * @return a receiver's inbox, not started
     * @throws Exception when it cannot be opened
     */
    protected abstract InboxNode open(InboxSetup setup) throws Exception;

    /** Closes the store of this test, after all its receivers have stopped. */
    protected abstract void closeStore();

    @AfterEach
    final void closeNodesAndStore() {
        nodes.forEach(InboxNode::close);
        closeStore();
    }

    @Test
    void whatGoesInComesOut() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application));
        CapturedDelivery captured = CapturedDeliveries.named("v5-entry.publish-01");
        Instant receivedAt = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
        Map<String, List<String>> headers =
                Map.of("Content-Type", List.of("application/json"), "X-Zoë", List.of("a", "東"));

        store(
                node,
                ReceivedDelivery.of("blog", "2026-11", receivedAt, headers, captured.body(), read(captured.body())));

        StoredDelivery out = application.await(1).get(0);
        assertThat(out.attempt()).isEqualTo(1);
        assertThat(out.overtaken()).isFalse();
        assertThat(out.received().body()).isEqualTo(captured.body());
        assertThat(out.received().event()).hasToString(read(captured.body()).toString());
        assertThat(out.received().endpoint()).isEqualTo("blog");
        assertThat(out.received().keyName()).isEqualTo("2026-11");
        assertThat(out.received().receivedAt()).isEqualTo(receivedAt);
        assertThat(out.received().headers()).isEqualTo(headers);
        assertThat(out.received().header("x-zoë")).containsExactly("a", "東");
        awaitDepth(node, 0);
    }

    @Test
    void everyKindOfCapturedDeliveryIsHandled() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application));
        int stored = 0;
        for (CapturedDelivery captured : CapturedDeliveries.all()) {
            // Health checks have no body, and some captures differ in their headers only.
            stored += captured.hasBody() && store(node, delivery(captured.body())) ? 1 : 0;
        }

        assertThat(stored).isGreaterThan(200);
        List<StoredDelivery> unused = application.await(stored);
        assertThat(application.collisions()).isZero();
        awaitDepth(node, 0);
        assertThat(node.inbox().statistics().dead()).isZero();
    }

    @Test
    void aCopyIsNotStoredBeforeOrAfterItIsHandledOnAnyReceiver() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = opened(InboxSetup.of(application));
        InboxNode other = opened(InboxSetup.of(application));
        ReceivedDelivery delivery = update("d1", "once", NOON);

        assertThat(store(node, delivery)).isTrue();
        assertThat(store(node, delivery)).isFalse();
        assertThat(store(other, delivery)).isFalse();
        node.start();
        application.await(1);
        awaitDepth(node, 0);
        assertThat(store(other, delivery)).isFalse();
        application.requireNothingMore();
    }

    @Test
    void of64CopiesAtOnceOnTwoReceiversOneIsStored() throws Exception {
        InboxNode node = opened(InboxSetup.of(HandlerRecorder.succeeding()));
        InboxNode other = opened(InboxSetup.of(HandlerRecorder.succeeding()));
        ExecutorService senders = Executors.newFixedThreadPool(64);
        try {
            for (int round = 0; round < 5; round++) {
                ReceivedDelivery delivery = update("d" + round, "copy", NOON);
                List<Callable<Boolean>> sending = new ArrayList<>(Collections.nCopies(32, () -> store(node, delivery)));
                sending.addAll(Collections.nCopies(32, () -> store(other, delivery)));
                int stored = 0;
                for (Future<Boolean> result : senders.invokeAll(sending)) {
                    stored += result.get() ? 1 : 0;
                }
                assertThat(stored).isEqualTo(1);
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(node.inbox().statistics().depth()).isEqualTo(5);
    }

    @Test
    void whatWaitsIsCounted() throws Exception {
        InboxNode node = opened(InboxSetup.of(HandlerRecorder.succeeding()));
        assertThat(node.inbox().statistics()).isEqualTo(Inbox.Statistics.of(0, null, 0));

        Instant before = Instant.now();
        store(node, received(body("d1", "first", NOON), NOON));
        Instant after = Instant.now();
        store(node, received(body("d2", "second", NOON), NOON.plusSeconds(9)));

        Inbox.Statistics waiting = node.inbox().statistics();
        assertThat(waiting.depth()).isEqualTo(2);
        assertThat(waiting.dead()).isZero();
        assertThat(waiting.oldest().orElseThrow())
                .as("since when the first waits, by this receiver's clock, give or take what asking took")
                .isBetween(before.minusMillis(500), after.plusMillis(500));
        node.inbox().check();
        node.start();
        awaitDepth(node, 0);
    }

    @Test
    void aFailedHandlerIsCalledAgainUntilItSucceeds() throws Exception {
        HandlerRecorder application = new HandlerRecorder(failingUntil(3));
        InboxNode node = started(InboxSetup.of(application));

        store(node, update("d1", "hard", NOON));

        assertThat(application.await(3)).extracting(StoredDelivery::attempt).containsExactly(1, 2, 3);
        awaitDepth(node, 0);
        assertThat(node.inbox().statistics().dead()).isZero();
    }

    @Test
    void aPoisonedEventDiesAndBlocksNobody() throws Exception {
        HandlerRecorder application = new HandlerRecorder(failingOn("poison"));
        InboxNode node = opened(InboxSetup.of(application).withWorkers(1));
        store(node, update("d1", "poison", NOON));
        store(node, update("d1", "after", NOON.plusSeconds(1)));
        store(node, update("d2", "other", NOON));

        node.start();

        List<StoredDelivery> calls = application.await(5);
        assertThat(calls).extracting(HandlerRecorder::title).containsOnly("poison", "after", "other");
        assertThat(calls.get(4))
                .as("later events of the document wait, and then have their turn")
                .extracting(HandlerRecorder::title)
                .isEqualTo("after");
        assertThat(calls.indexOf(find(calls, "other"))).as("others do not wait").isLessThan(3);
        awaitDepth(node, 0);
        assertThat(node.inbox().statistics().dead()).isEqualTo(1);
    }

    @Test
    void deadLettersAreListedInspectedReplayedAndDropped() throws Exception {
        AtomicInteger healed = new AtomicInteger();
        HandlerRecorder application = new HandlerRecorder(delivery -> {
            if (healed.get() == 0 && !HandlerRecorder.title(delivery).equals("fine")) {
                throw new IllegalStateException("no " + HandlerRecorder.title(delivery));
            }
        });
        InboxNode node = started(InboxSetup.of(application));
        DeadLetters letters = node.inbox().deadLetters();
        ReceivedDelivery first = update("d1", "one", NOON);
        store(node, first);
        store(node, update("d2", "two", NOON));
        awaitDead(node, 2);
        store(node, update("d1", "fine", NOON.plusSeconds(1)));
        awaitDepth(node, 0);
        application.await(7);

        List<DeadLetter> all = letters.list(0, 10);
        assertThat(all).hasSize(2);
        DeadLetter one = all.stream()
                .filter(letter -> letter.documentId().equals(Optional.of("d1")))
                .findFirst()
                .orElseThrow();
        assertThat(one.event()).isEqualTo("entry.update");
        assertThat(one.uid()).contains("api::article.article");
        assertThat(one.attempts()).isEqualTo(3);
        assertThat(one.error()).contains("IllegalStateException", "no one");
        assertThat(letters.list(all.get(0).id(), 10))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(all.get(1));
        assertThat(letters.list(0, 1))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(all.get(0));
        assertThat(letters.inspect(one.id()).orElseThrow().body()).isEqualTo(first.body());
        assertThat(letters.body(one.id()).orElseThrow()).isEqualTo(first.body());

        healed.set(1);
        assertThat(letters.replay(one.id())).isTrue();
        StoredDelivery replayed = application.await(1).get(0);
        assertThat(replayed.attempt()).isEqualTo(1);
        assertThat(replayed.overtaken())
                .as("a later event of the document was handled meanwhile")
                .isTrue();
        awaitDepth(node, 0);

        long two = letters.list(0, 10).get(0).id();
        assertThat(letters.drop(two)).isTrue();
        assertThat(letters.list(0, 10)).isEmpty();
        assertThat(letters.drop(two)).isFalse();
        assertThat(letters.replay(two)).isFalse();
        assertThat(letters.replay(one.id())).as("it is alive").isFalse();
        assertThat(letters.inspect(one.id())).isEmpty();
        assertThat(letters.body(one.id())).isEmpty();
        assertThat(store(node, first)).as("a copy is still one").isFalse();
        assertThatThrownBy(() -> letters.list(0, 0)).hasMessageContaining("from 1 to 1000, not 0");
    }

    @Test
    void oneDocumentIsHandledInOrderByOneAtATimeAndOthersMeanwhile() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        HandlerRecorder application = new HandlerRecorder(delivery -> {
            if (HandlerRecorder.title(delivery).startsWith("parallel")) {
                together.await(10, TimeUnit.SECONDS);
            }
        });
        InboxNode node = opened(InboxSetup.of(application));
        InboxNode other = opened(InboxSetup.of(application));
        List<Integer> order = new ArrayList<>(List.of(7, 2, 9, 1, 8, 3, 6, 5, 4, 0));
        for (int i : order) {
            store(i % 2 == 0 ? node : other, update("d1", "" + i, NOON.plusMillis(i)));
        }
        store(node, update("d2", "parallel", NOON));
        store(node, update("d3", "parallel too", NOON));

        node.start();
        other.start();

        List<StoredDelivery> calls = application.await(12);
        assertThat(calls.stream().map(HandlerRecorder::title).filter(title -> title.length() == 1))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(together.isBroken()).as("two documents at once").isFalse();
        assertThat(calls).allMatch(call -> call.attempt() == 1);
        assertThat(application.collisions()).isZero();
    }

    @Test
    void manyEventsOfANewDocumentAtTheSameMoment() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = opened(InboxSetup.of(application));
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> sending = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                ReceivedDelivery delivery = update("d" + i / 16, "" + i, NOON.plusMillis(i));
                sending.add(() -> store(node, delivery));
            }
            for (Future<Boolean> stored : senders.invokeAll(sending)) {
                assertThat(stored.get()).isTrue();
            }
        } finally {
            senders.shutdownNow();
        }
        node.start();

        assertThat(application.await(160).stream().map(StoredDelivery::id).distinct())
                .hasSize(160);
        awaitDepth(node, 0);
    }

    @Test
    void manyDocumentsOnTwoReceiversWhileMoreArrive() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application));
        InboxNode other = started(InboxSetup.of(application));
        int count = 400;
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> sending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ReceivedDelivery delivery = update("d" + i % 20, "" + i, NOON.plusMillis(i));
                InboxNode receiver = i % 2 == 0 ? node : other;
                sending.add(() -> store(receiver, delivery));
            }
            for (Future<Boolean> stored : senders.invokeAll(sending)) {
                assertThat(stored.get()).isTrue();
            }
        } finally {
            senders.shutdownNow();
        }

        List<StoredDelivery> calls = application.await(count);

        assertThat(calls.stream().map(StoredDelivery::id).distinct()).hasSize(count);
        assertThat(application.collisions()).isZero();
        awaitDepth(node, 0);
        application.requireNothingMore();
    }

    @Test
    void anEarlierEventThatArrivesALittleLaterComesFirst() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application).withOrderingDelay(Duration.ofSeconds(2)));

        store(node, update("d1", "second", NOON.plusMillis(5)));
        store(node, update("d1", "first", NOON));

        assertThat(application.await(2)).extracting(HandlerRecorder::title).containsExactly("first", "second");
    }

    @Test
    void whatItsSenderHasCountedComesInThatOrderAndWaitsForNothingElse() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application).withOrderingDelay(Duration.ofMinutes(10)));

        store(node, delivery(counted("d1", 3, NOON)));
        store(node, delivery(counted("d1", 2, NOON.plusSeconds(9)))); // createdAt says otherwise
        application.requireNothingMore();
        store(node, delivery(counted("d1", 1, NOON.plusSeconds(5))));

        assertThat(application.await(3)).extracting(HandlerRecorder::title).containsExactly("1", "2", "3");
        store(node, delivery(counted("d1", 5, NOON)));
        store(node, delivery(counted("d1", 4, NOON)));
        assertThat(application.await(2)).extracting(HandlerRecorder::title).containsExactly("4", "5");
    }

    @Test
    void anEventThatNothingCanComeBeforeIsNotHeldBack() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application).withOrderingDelay(Duration.ofMinutes(10)));

        store(node, delivery("{\"event\":\"trigger-test\"}".getBytes(StandardCharsets.UTF_8)));
        store(
                node,
                delivery(new String(body("d1", "new", NOON), StandardCharsets.UTF_8)
                        .replace("entry.update", "entry.create")
                        .getBytes(StandardCharsets.UTF_8)));

        List<StoredDelivery> unused = application.await(2);
    }

    @Test
    void twoReceiversWhoseClocksDiffer() throws Exception {
        Clock aheadOfTime = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2));
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxSetup setup = InboxSetup.of(application).withOrderingDelay(Duration.ofMillis(50));
        InboxNode ahead = opened(setup.withClock(aheadOfTime));
        InboxNode behind = opened(setup);
        for (int i = 59; i >= 0; i--) { // the last event comes first
            Clock clock = i % 2 == 0 ? aheadOfTime : Clock.systemUTC();
            InboxNode receiver = i % 2 == 0 ? ahead : behind;
            assertThat(store(receiver, received(body("d" + i % 5, "" + i, NOON.plusMillis(i)), clock.instant())))
                    .isTrue();
        }

        ahead.start();
        behind.start();

        List<StoredDelivery> calls = application.await(60);
        assertThat(calls.stream().map(StoredDelivery::id).distinct()).hasSize(60);
        assertThat(application.collisions()).isZero();
        assertThat(calls).noneMatch(StoredDelivery::overtaken);
        awaitDepth(behind, 0);
    }

    @Test
    void stoppingWaitsForTheHandlerAndTheRestIsThereAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        HandlerRecorder application = new HandlerRecorder(delivery -> {
            begun.countDown();
            mayEnd.await();
        });
        InboxNode node = opened(InboxSetup.of(application).withWorkers(1));
        store(node, update("d1", "working", NOON));
        store(node, update("d1", "waiting", NOON.plusSeconds(1)));
        node.start();
        begun.await();

        Thread stopping = new Thread(node::stop);
        stopping.start();
        while (stopping.getState() == Thread.State.NEW || stopping.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        stopping.join();

        assertThat(application.await(1)).extracting(HandlerRecorder::title).containsExactly("working");
        assertThat(node.inbox().statistics().depth()).as("what was not begun").isEqualTo(1);
        InboxNode next = started(InboxSetup.of(application));
        assertThat(application.await(1)).extracting(HandlerRecorder::title).containsExactly("waiting");
        awaitDepth(next, 0);
    }

    @Test
    void aStoppedReceiverStoresOnAndHandlesWhenItIsStartedAgain() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application));
        for (int round = 0; round < 3; round++) {
            node.stop();
            assertThat(store(node, update("d1", "stored in " + round, NOON.plusSeconds(round))))
                    .isTrue();
            assertThat(node.inbox().statistics().depth()).isEqualTo(1);

            node.start();

            assertThat(application.await(1)).extracting(HandlerRecorder::title).containsExactly("stored in " + round);
            awaitDepth(node, 0);
        }
        application.requireNothingMore();
    }

    @Test
    void whateverASignedEventHoldsIsStored() throws Exception {
        HandlerRecorder application = HandlerRecorder.succeeding();
        InboxNode node = started(InboxSetup.of(application));
        List<String> bodies = List.of(
                "{\"event\":\"zero \\u0000 half \\ud83d end\"}",
                "{\"event\":\"" + "long".repeat(5000) + "\"}",
                "{\"event\":\"entry.create\",\"model\":\"a\",\"uid\":\"\\u0000\",\"entry\":{\"id\":1,\"documentId\":\"'; DROP\","
                        + "\"locale\":\"" + "x".repeat(3000) + "\"}}",
                "{\"event\":\"entry.create\",\"createdAt\":\"+999999999-12-31T23:59:59Z\",\"model\":\"a\",\"entry\":\"null\"}",
                "{\"event\":\"entry.create\",\"createdAt\":\"-999999999-01-01T00:00:00Z\",\"model\":\"a\",\"entry\":{}}",
                "{\"event\":\"media.create\",\"media\":{\"id\":1.5}}",
                "{\"event\":\"big\",\"filler\":\"" + "x".repeat(4_000_000) + "\"}");

        for (String body : bodies) {
            assertThat(store(node, delivery(body.getBytes(StandardCharsets.UTF_8))))
                    .isTrue();
        }

        assertThat(application.await(bodies.size()))
                .extracting(call -> new String(call.received().body(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(bodies);
        awaitDepth(node, 0);
    }

    private InboxNode opened(InboxSetup setup) throws Exception {
        InboxNode node = open(setup);
        nodes.add(node);
        return node;
    }

    private InboxNode started(InboxSetup setup) throws Exception {
        InboxNode node = opened(setup);
        node.start();
        return node;
    }

    private static InboxHandler failingUntil(int attempt) {
        return delivery -> {
            if (delivery.attempt() < attempt) {
                throw new IllegalStateException("not yet");
            }
        };
    }

    private static InboxHandler failingOn(String title) {
        return delivery -> {
            if (HandlerRecorder.title(delivery).equals(title)) {
                throw new IllegalStateException("cannot digest " + title);
            }
        };
    }

    private static StoredDelivery find(List<StoredDelivery> calls, String title) {
        return calls.stream()
                .filter(call -> HandlerRecorder.title(call).equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static boolean store(InboxNode node, ReceivedDelivery delivery) {
        return node.inbox()
                .store(ReplayKey.of(delivery.endpoint(), delivery.body()), delivery, CLAIM)
                .isPresent();
    }

    private static ReceivedDelivery update(String document, String title, Instant createdAt) {
        return delivery(body(document, title, createdAt));
    }

    private static byte[] body(String document, String title, Instant createdAt) {
        return ("{\"event\":\"entry.update\",\"createdAt\":\"" + createdAt
                        + "\",\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"id\":1,\"documentId\":\""
                        + document + "\",\"locale\":\"en\",\"title\":\"" + title + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] counted(String document, int sequence, Instant createdAt) {
        return new String(body(document, "" + sequence, createdAt), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"sequence\":" + sequence + ",")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ReceivedDelivery delivery(byte[] body) {
        return received(body, Instant.now());
    }

    private static ReceivedDelivery received(byte[] body, Instant receivedAt) {
        return ReceivedDelivery.of("strapi", "default", receivedAt, Map.of(), body, read(body));
    }

    private static StrapiEvent read(byte[] body) {
        return EventReader.create().read(body);
    }

    /** The handler returns a moment before its delivery is marked. */
    private static void awaitDepth(InboxNode node, long depth) {
        await("depth", () -> node.inbox().statistics().depth() == depth);
    }

    private static void awaitDead(InboxNode node, long dead) {
        await("dead letters", () -> node.inbox().statistics().dead() == dead);
    }

    private static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("%s in time", what).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
