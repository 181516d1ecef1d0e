package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.jdbc.Transactions.Work;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same delivery comes several times at once, or when nothing is left of it but its key. */
abstract class CopyRaces extends RaceContract {
    CopyRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void aCopyWaitsForTheFirstAndIsACopyThen() throws Exception {
        try (OpenTransaction first = rig.open()) {
            InboxRig.store(first.sql, InboxRig.delivery("d", 1));
            Future<OptionalLong> copy = beginAndBlock(() -> writer().write(InboxRig.delivery("d", 1)));

            first.commit();

            assertThat(result(copy)).isEmpty();
        }
        assertThat(rig.pending()).isEqualTo(1);
    }

    @Test
    void aCopyOfOneThatWasNotStoredAfterAllIsStored() throws Exception {
        try (OpenTransaction first = rig.open()) {
            InboxRig.store(first.sql, InboxRig.delivery("d", 1));
            Future<OptionalLong> copy = beginAndBlock(() -> writer().write(InboxRig.delivery("d", 1)));

            first.connection().rollback();

            assertThat(result(copy)).isPresent();
        }
        assertThat(rig.pending()).isEqualTo(1);
    }

    @Test
    void ofManyCopiesAtOneMomentAtTwoReceiversOneIsStored() throws Exception {
        List<DeliveryWriter> receivers = List.of(writer(), writer());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<OptionalLong>> answers = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> begin(() -> {
                    start.await();
                    return receivers.get(i % 2).write(InboxRig.delivery("d", 1));
                }))
                .toList();
        start.countDown();
        int accepted = 0;
        for (Future<OptionalLong> answer : answers) {
            accepted += result(answer).isPresent() ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void aCopyOfWhatIsBeingForgottenIsStillACopy() throws Exception {
        rig.store("d", 1);
        try (OpenTransaction forgetting = rig.open()) {
            assertThat(forget(forgetting)).isEqualTo(1);
            Callable<OptionalLong> storing = () -> writer().write(InboxRig.delivery("d", 1));
            Future<OptionalLong> copy = beginAndBlock(storing);
            forgetting.commit();
            assertThat(result(copy)).isEmpty();
        }
        assertThat(writer().write(InboxRig.delivery("d", 1))).isEmpty();
        assertThat(rig.pending()).isZero();
    }

    @Test
    void theCopyOfADeliveryOfARetiredHandlerIsStillACopy() throws Exception {
        rig.store("d", 1);
        try (OpenTransaction registering = rig.open()) {
            HandlerRegistry.register(
                    registering.transactions,
                    registering.sql,
                    rig.plain().handler("next", delivery -> {}).retiredHandler("default"));
            Future<OptionalLong> copy = beginAndBlock(() -> writer().write(InboxRig.delivery("d", 1)));
            registering.commit();
            assertThat(result(copy)).isEmpty();
        }
        assertThat(rig.pending()).isZero();
    }

    static int forget(OpenTransaction forgetting) throws Exception {
        Work<Integer> work = connection -> Forgetting.forgetSome(connection, forgetting.sql, 0, "a", "d")
                .ids()
                .size();
        return forgetting.transactions.inOne(work);
    }

    private DeliveryWriter writer() {
        return new DeliveryWriter(new Transactions(rig.pool), rig.kind, rig.sql, Duration.ofSeconds(4));
    }
}
