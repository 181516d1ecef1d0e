package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.tck.database.PostgresServer;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The database goes down and comes back, under a receiver that nobody restarts. */
@Execution(ExecutionMode.CONCURRENT)
class DatabaseDownTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("lab-webhook-secret-0123456789abcdef");

    private final BlockingQueue<StoredDelivery> handled = new LinkedBlockingQueue<>();
    private PostgresServer server;
    private HikariDataSource database;

    @BeforeEach
    void start() throws IOException, SQLException {
        server = new PostgresServer();
        database = PreparedDatabase.on(server);
        database.setConnectionTimeout(1000);
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        server.close();
    }

    @Test
    void whenADeliveryArrivesItIsRefusedWith503AndAcceptedLater() throws Exception {
        try (DurableInbox inbox = inbox(handled::add, Duration.ofSeconds(2)).start()) {
            WebhookEndpoint endpoint = endpoint(inbox);
            assertThat(isStored(receive(endpoint, 1))).isTrue();
            assertThat(next().received().event().name()).isEqualTo("test.1");
            awaitEmpty(inbox); // or its end may be lost with the database, and it is called again

            server.stop();
            Admission refused = receive(endpoint, 2);
            assertThat(((Answered) refused).response().status()).isEqualTo(503);
            assertThatThrownBy(inbox::check).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> inbox.deadLetters().list(0, 1)).isInstanceOf(StoreException.class);

            server.startAgain();
            sendUntilStored(endpoint, 2);
            inbox.check();
            assertThat(next().received().event().name()).isEqualTo("test.2");
        }
    }

    /** Connections that only the start may wait for longer must not keep requests waiting. */
    @Test
    void alsoInTheFirstSecondsAnAnswerIsPrompt() throws Exception {
        try (DurableInbox inbox = inbox(handled::add, Duration.ofSeconds(2)).start()) {
            WebhookEndpoint endpoint = endpoint(inbox);
            assertThat(isStored(receive(endpoint, 1))).isTrue();
            server.stop();
            long begin = System.nanoTime();

            Admission refused = receive(endpoint, 2);

            assertThat(((Answered) refused).response().status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(7));
        }
    }

    @Test
    void forLongerThanALeaseAReceiverKeepsWhatItWorksOn() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<StoredDelivery> called = new CopyOnWriteArrayList<>();
        InboxHandler handler = delivery -> {
            called.add(delivery);
            mayEnd.await();
        };
        try (DurableInbox owner = inbox(handler, Duration.ofSeconds(2)).start();
                DurableInbox other = inbox(handler, Duration.ofSeconds(2))) {
            for (int number = 1; number <= 4; number++) {
                assertThat(isStored(receive(endpoint(owner), number))).isTrue();
            }
            PromisesContract.awaitThat(() -> called.size() == 4);
            DurableInbox unused = other.start();

            server.stop();
            PromisesContract.awaitThat(() -> called.stream().noneMatch(StoredDelivery::isStillOurs));
            server.startAgain();

            PromisesContract.awaitThat(() -> called.stream().allMatch(StoredDelivery::isStillOurs));
            mayEnd.countDown();
            awaitEmpty(owner);
            assertThat(called).as("the other receiver has called nobody").hasSize(4);
        }
    }

    @Test
    void forLessThanALeaseTheEndIsWrittenDownLater() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (DurableInbox inbox =
                inbox(waiting(begun, mayEnd), Duration.ofSeconds(60)).start()) {
            assertThat(isStored(receive(endpoint(inbox), 1))).isTrue();
            begun.await();

            server.stop();
            mayEnd.countDown();
            assertThat(next().attempt()).isEqualTo(1);
            assertThatThrownBy(inbox::check).isInstanceOf(StoreException.class);
            server.startAgain();

            awaitEmpty(inbox);
            assertThat(handled).as("not called again").isEmpty();
        }
    }

    @Test
    void forLongerThanALeaseItIsHandledAgainAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (DurableInbox inbox =
                inbox(waiting(begun, mayEnd), Duration.ofSeconds(2)).start()) {
            assertThat(isStored(receive(endpoint(inbox), 1))).isTrue();
            begun.await();

            server.stop();
            mayEnd.countDown();
            StoredDelivery first = next();
            assertThat(first.attempt()).isEqualTo(1);
            PromisesContract.awaitThat(() -> !first.isStillOurs());
            // each waits for a connection for as long as what tried to write down the end
            assertThatThrownBy(inbox::check).isInstanceOf(StoreException.class);
            assertThatThrownBy(inbox::check).isInstanceOf(StoreException.class);
            server.startAgain();

            StoredDelivery again = next();
            assertThat(again.attempt()).as("its end could not be written down").isEqualTo(2);
            assertThat(again.fence()).isGreaterThan(first.fence());
            awaitEmpty(inbox);
            assertThat(handled).as("and that is all").isEmpty();
        }
    }

    private InboxHandler waiting(CountDownLatch begun, CountDownLatch mayEnd) {
        return delivery -> {
            begun.countDown();
            mayEnd.await();
            handled.add(delivery);
        };
    }

    /** A pool notices after some seconds that its database is back. */
    private static void awaitEmpty(DurableInbox inbox) {
        PromisesContract.awaitThat(() -> {
            try {
                return inbox.statistics().depth() == 0;
            } catch (StoreException e) {
                return false;
            }
        });
    }

    @Test
    void theReplayGuardRefusesAndRecovers() throws Exception {
        JdbcReplayGuard guard = JdbcReplayGuard.create(database);
        ReplayKey key = ReplayKey.of("down", new byte[] {1});
        guard.check();

        server.stop();
        assertThatThrownBy(() -> guard.tryClaim(key, Duration.ofMinutes(1))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> guard.release(key)).isInstanceOf(StoreException.class);
        assertThatThrownBy(guard::check).isInstanceOf(StoreException.class);

        server.startAgain();
        awaitUp(guard);
        assertThat(guard.tryClaim(key, Duration.ofMinutes(1))).isTrue();
        assertThat(guard.tryClaim(key, Duration.ofMinutes(1))).isFalse();
    }

    /** A pool notices after some seconds that its database is back. */
    private static void sendUntilStored(WebhookEndpoint endpoint, int number) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Admission admission = receive(endpoint, number);
            if (isStored(admission)) {
                return;
            }
            assertThat(((Answered) admission).response().status()).isEqualTo(503);
        }
        throw new AssertionError("never accepted again");
    }

    private static void awaitUp(JdbcReplayGuard guard) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                guard.check();
                return;
            } catch (StoreException e) {
                // waited for a connection, which takes a second
            }
        }
        throw new AssertionError("never up again");
    }

    private DurableInbox inbox(InboxHandler handler, Duration lease) {
        return DurableInbox.builder(database)
                .handler(handler)
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .lease(lease)
                .build();
    }

    private StoredDelivery next() throws InterruptedException {
        StoredDelivery delivery = handled.poll(30, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private static WebhookEndpoint endpoint(DurableInbox inbox) {
        return WebhookEndpoint.builder(WebhookVerifier.timestamped(SECRET)
                        .replayCheckedByCaller()
                        .build())
                .inbox(inbox)
                .build();
    }

    private static Admission receive(WebhookEndpoint endpoint, int number) {
        String body = "{\"event\":\"test." + number + "\"}";
        return endpoint.receive(SignedDelivery.of(SECRET, body, Instant.now()).asIncomingRequest());
    }

    private static boolean isStored(Admission admission) {
        return admission instanceof Answered answered && answered.isStored();
    }
}
