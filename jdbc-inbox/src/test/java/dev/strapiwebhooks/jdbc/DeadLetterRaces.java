package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An operator tries a dead letter again, and somebody else is at it, too. */
abstract class DeadLetterRaces extends RaceContract {
    DeadLetterRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void whatIsTriedAgainWhileItIsForgottenLeavesNoWorkWithoutABody() throws Exception {
        long id = dead("d", 1);
        try (OpenTransaction replaying = rig.open();
                OpenTransaction forgetting = rig.open()) {
            assertThat(letters(replaying).replay(id)).isTrue();
            Future<Integer> forgotten = beginAndBlock(() -> CopyRaces.forget(forgetting));
            replaying.commit();
            assertThat(result(forgotten)).isEqualTo(1);
            forgetting.commit();
        }
        rig.requireNothingLost();
    }

    @Test
    void whatIsForgottenWhileItIsTriedAgainIsGone() throws Exception {
        long id = dead("d", 1);
        try (OpenTransaction replaying = rig.open();
                OpenTransaction forgetting = rig.open()) {
            CopyRaces.forget(forgetting);
            Future<Boolean> replayed = beginAndBlock(() -> letters(replaying).replay(id));
            forgetting.commit();
            assertThat(result(replayed)).isFalse();
            replaying.commit();
        }
        assertThat(rig.pending()).isZero();
    }

    @Test
    void aDeadLetterIsTriedAgainOnceThoughTwoAsk() throws Exception {
        long id = dead("d", 1);
        try (OpenTransaction first = rig.open();
                OpenTransaction second = rig.open()) {
            assertThat(letters(first).replay(id)).isTrue();
            Future<Boolean> again = beginAndBlock(() -> letters(second).replay(id));
            first.commit();
            assertThat(result(again)).isFalse();
            second.commit();
        }
        assertThat(rig.pending()).isEqualTo(1);
        rig.requireNothingLost();
    }

    @Test
    void anEndWaitsForADeadLetterOfItsDocumentThatIsTriedAgain() throws Exception {
        long id = dead("d", 1);
        rig.store("d", 2);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), true);
        try (OpenTransaction replaying = rig.open()) {
            assertThat(letters(replaying).replay(id)).isTrue();
            var ended = beginAndBlock(() -> rig.end(end));
            replaying.commit();
            assertThat(result(ended)).hasSize(1);
        }
        rig.requireNothingLost();
        assertThat(InboxRig.ids(rig.read(rig.claimOne(InboxRig.LEASE)))).containsExactly(id);
    }

    private long dead(String document, int number) throws Exception {
        long id = rig.store(document, number);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        rig.end(Ending.dead(lease, rig.read(lease).get(0), "of the test", true));
        return id;
    }

    private JdbcDeadLetters letters(OpenTransaction transaction) {
        DeliveryWriter writer = new DeliveryWriter(transaction.transactions, rig.kind, transaction.sql, InboxRig.LEASE);
        InboxParts parts = new InboxParts(rig.kind, rig.pool, transaction.transactions, transaction.sql, writer);
        return new JdbcDeadLetters(() -> parts, rig.builder(delivery -> {}), () -> {});
    }
}
