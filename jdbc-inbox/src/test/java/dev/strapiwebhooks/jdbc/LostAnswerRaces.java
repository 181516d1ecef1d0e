package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database has written something, or has not, and its answer does not arrive. */
abstract class LostAnswerRaces extends RaceContract {
    private static final String STORING = "INSERT INTO strapi_webhook_delivery";
    private static final String CLAIMING = "strapi_webhook_fence";

    LostAnswerRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void aDocumentThatWasTakenByALostAnswerIsGivenBackLongBeforeItsLeaseIsOver() throws Exception {
        LostAnswers lost = LostAnswers.of(rig.pool, CLAIMING, 1);
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox inbox = on(lost).handler(delivery -> calls.incrementAndGet())
                .lease(Duration.ofMinutes(5))
                .build()) {
            rig.store("d", 1);
            DurableInbox unused = inbox.start();

            awaitThat(() -> calls.get() == 1 && rig.pending() == 0);
            assertThat(lost.left()).isZero();
        }
    }

    @Test
    void whatThisProcessDoesNotKnowOfIsNotRenewed() throws Exception {
        rig.store("known", 1);
        rig.store("unknown", 1);
        InHand inHand = new InHand();
        rig.claim(InboxRig.NO_LEASE).stream()
                .filter(lease -> lease.key().document().equals("known"))
                .forEach(inHand::add);

        new LeaseKeeper(rig.sql, inHand, rig.builder(delivery -> {})).renew();

        assertThat(rig.claim(InboxRig.LEASE))
                .extracting(lease -> lease.key().document())
                .containsExactly("unknown");
    }

    @Test
    void aStoreWhoseAnswerWasLostIsFoundAgainAndItsCopyIsStillACopy() throws Exception {
        LostAnswers lost = LostAnswers.of(rig.pool, STORING, 1);
        DeliveryWriter writer = writer(lost);

        assertThat(writer.write(InboxRig.delivery("d", 1))).isPresent();

        assertThat(lost.left()).isZero();
        assertThat(writer.write(InboxRig.delivery("d", 1))).isEmpty();
        assertThat(rig.pending()).isEqualTo(1);
    }

    @Test
    void aStoreThatDidNotGetThereIsDoneAgain() throws Exception {
        DeliveryWriter writer = writer(LostAnswers.lostOrders(rig.pool, STORING, 1));

        assertThat(writer.write(InboxRig.delivery("d", 1))).isPresent();

        assertThat(writer.write(InboxRig.delivery("d", 1))).isEmpty();
        assertThat(rig.pending()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedForLostAnswersIsAcceptedOnceWhenItIsSentAgain() throws Exception {
        DeliveryWriter writer = writer(LostAnswers.of(rig.pool, STORING, 2));
        assertThatThrownBy(() -> writer.write(InboxRig.delivery("d", 1))).isInstanceOf(SQLException.class);

        Stream<Boolean> accepted = Stream.generate(() -> InboxRig.delivery("d", 1))
                .limit(8)
                .map(copy -> begin(() -> writer.write(copy)))
                .toList()
                .stream()
                .map(LostAnswerRaces::isPresent);

        assertThat(accepted.filter(yes -> yes)).hasSize(1);
        assertThat(rig.pending()).isEqualTo(1);
    }

    /** One of a shared commit meets a copy, and whether it is one cannot be asked for; the other was stored by it. */
    @Test
    void whatWasRefusedBecauseOfAnotherInItsCommitIsAcceptedWhenItIsSentAgain() throws Exception {
        rig.store("d", 1);
        LostAnswers busy = LostAnswers.failing(
                rig.pool,
                "SELECT id, token FROM",
                1,
                () -> new SQLTransientConnectionException("no connection in time"));
        DeliveryWriter writer = new DeliveryWriter(
                new Transactions(busy.dataSource),
                new H2Database(""),
                rig.sqlOn(busy.dataSource),
                Duration.ofSeconds(4));
        try (OpenTransaction other = rig.open()) {
            InboxRig.store(other.sql, InboxRig.delivery("first", 1));
            Future<OptionalLong> first = beginAndBlock(() -> writer.write(InboxRig.delivery("first", 1)));
            Future<OptionalLong> copy = beginAndPark(() -> writer.write(InboxRig.delivery("d", 1)));
            Future<OptionalLong> second = beginAndPark(() -> writer.write(InboxRig.delivery("e", 1)));
            other.connection().rollback();

            assertThat(result(first)).isPresent();
            assertThatThrownBy(() -> result(copy)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> result(second)).isInstanceOf(SQLException.class);
        }
        assertThat(rig.pending()).isEqualTo(3);

        assertThat(writer.write(InboxRig.delivery("e", 1))).isPresent();
        assertThat(writer.write(InboxRig.delivery("e", 1))).isEmpty();
        assertThat(rig.pending()).isEqualTo(3);
    }

    private static boolean isPresent(Future<OptionalLong> answer) {
        try {
            return result(answer).isPresent();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTransactionalHandlerWhoseCommitWasNotConfirmedHasItsEffectOnce() throws Exception {
        rig.execute("CREATE TABLE effect (delivery BIGINT)");
        LostAnswers lost = LostAnswers.of(rig.pool, "INSERT INTO effect", 1);
        try (DurableInbox inbox = rig.plain()
                .transactionalHandler("default", (delivery, connection) -> {
                    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO effect VALUES (?)")) {
                        insert.setLong(1, delivery.id());
                        insert.executeUpdate();
                    }
                })
                .handlerTransactions(HandlerTransactions.of(lost.dataSource, InboxRig.LEASE))
                .firstRetry(Duration.ofMillis(10))
                .build()) {
            rig.store("d", 1);
            rig.store("d", 2);
            DurableInbox unused = inbox.start();

            awaitThat(() -> rig.pending() == 0 && rig.number("SELECT COUNT(*) FROM strapi_webhook_lease") == 0);
            assertThat(lost.left()).isZero();
            assertThat(rig.number("SELECT COUNT(*) FROM effect")).isEqualTo(2);
            assertThat(rig.number("SELECT COUNT(DISTINCT delivery) FROM effect"))
                    .isEqualTo(2);
        }
    }

    @Test
    void anEndWhoseAnswerWasLostIsAnEndAndNotRepeated() throws Exception {
        LostAnswers lost = LostAnswers.of(
                rig.pool, isPostgres() ? "INSERT INTO strapi_webhook_mark" : "MERGE INTO strapi_webhook_mark", 2);
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox inbox = on(lost).handler(delivery -> calls.incrementAndGet())
                .lease(Duration.ofMinutes(5))
                .build()) {
            rig.store("d", 1);
            rig.store("d", 2);
            rig.store("d", 3);
            DurableInbox unused = inbox.start();

            awaitThat(() -> rig.pending() == 0 && rig.number("SELECT COUNT(*) FROM strapi_webhook_lease") == 0);
            assertThat(lost.left()).isZero();
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void whoeverReachesTheDatabaseAgainLeavesOthersHalfALeaseToRenewTheirs() throws Exception {
        LostAnswers away = LostAnswers.failing(rig.pool, CLAIMING, 1, () -> new SQLException("of the test", "08006"));
        rig.store("theirs", 1);
        rig.claimOne(InboxRig.NO_LEASE);
        long begin = System.nanoTime();
        AtomicLong called = new AtomicLong();
        try (DurableInbox inbox = on(away).handler(delivery -> called.set(System.nanoTime()))
                .lease(Duration.ofSeconds(2))
                .build()) {
            DurableInbox unused = inbox.start();

            awaitThat(() -> rig.pending() == 0);
        }
        assertThat(away.left()).isZero();
        assertThat(Duration.ofNanos(called.get() - begin)).isGreaterThan(Duration.ofSeconds(1));
    }

    /** Handlers' errors are failures; after those of the inbox's own work its threads must go on, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {CLAIMING, "AS mark_delivery", "INSERT INTO strapi_webhook_mark", "MERGE INTO strapi_webhook_mark"
            })
    void anErrorInTheInboxsOwnWorkEndsNoThread(String statement) throws Exception {
        LostAnswers noMemory = LostAnswers.failing(rig.pool, statement, 1, () -> new OutOfMemoryError("of the test"));
        AtomicInteger calls = new AtomicInteger();
        try (DurableInbox inbox = on(noMemory)
                .handler(delivery -> calls.incrementAndGet())
                .workers(1)
                .lease(Duration.ofSeconds(1))
                .build()) {
            rig.store("d", 1);
            DurableInbox unused = inbox.start();

            awaitThat(() -> calls.get() > 0 && rig.pending() == 0);
        }
    }

    private DeliveryWriter writer(LostAnswers lost) {
        return new DeliveryWriter(
                new Transactions(lost.dataSource), rig.kind, rig.sqlOn(lost.dataSource), Duration.ofSeconds(4));
    }

    private static DurableInboxBuilder on(LostAnswers lost) {
        return DurableInbox.builder(lost.dataSource)
                .acceptRisk(DurabilityRisk.FSYNC_OFF)
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }
}
