package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A document comes to its end while a sender stores for it: somebody must come for what was stored. */
abstract class EndAndSenderRaces extends RaceContract {
    EndAndSenderRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void anEndBesideASenderLeavesTheLease() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), true);
        try (OpenTransaction sender = rig.open()) {
            assertThat(InboxRig.store(sender.sql, InboxRig.delivery("d", 2))).hasSize(1);

            Future<Set<LeaseKey>> ended = beginBeside(() -> rig.end(end));
            sender.commit();

            assertThat(result(ended)).containsExactly(lease.key());
        }
        rig.requireNothingLost();
        assertThat(rig.read(rig.claimOne(InboxRig.LEASE))).hasSize(1); // it is due at once
    }

    @Test
    void aSenderThatStandsInTheMiddleOfItsStatementKeepsTheLease() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), true);
        NewDelivery second = InboxRig.delivery("d", 2);
        try (OpenTransaction copy = rig.open()) {
            InboxRig.store(
                    copy.sql,
                    new NewDelivery(
                            second.key(),
                            "copy",
                            "other",
                            second.texts(),
                            0,
                            second.createdAt(),
                            second.receivedAt(),
                            second.headers(),
                            second.body(),
                            second.hold(),
                            second.claimFor()));
            Future<Integer> sender =
                    beginAndBlock(() -> InboxRig.store(rig.sql, second).size());

            Future<Set<LeaseKey>> ended = beginBeside(() -> rig.end(end));
            copy.connection().rollback();

            assertThat(result(sender)).isEqualTo(1);
            assertThat(result(ended)).containsExactly(lease.key());
        }
        rig.requireNothingLost();
        assertThat(rig.read(rig.claimOne(InboxRig.LEASE))).hasSize(1);
    }

    @Test
    void aSenderThatComesDuringAnEndWaitsForItAndMakesANewLease() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), true);
        try (OpenTransaction ending = rig.open()) {
            assertThat(ending.sql.end(List.of(end))).containsExactly(lease.key());

            Future<Long> sender = beginAndBlock(() -> rig.store("d", 2));
            ending.commit();

            assertThat(result(sender)).isPositive();
        }
        rig.requireNothingLost();
        assertThat(rig.read(rig.claimOne(InboxRig.LEASE))).hasSize(1);
    }

    @Test
    void aSenderThatMeetsTheLeaseOfAnotherSenderHoldsIt() throws Exception {
        try (OpenTransaction first = rig.open();
                OpenTransaction second = rig.open()) {
            InboxRig.store(first.sql, InboxRig.delivery("d", 1));
            Future<Integer> stored = beginAndBlock(
                    () -> InboxRig.store(second.sql, InboxRig.delivery("d", 2)).size());
            first.commit();
            assertThat(result(stored)).isEqualTo(1);

            Future<List<DocumentLease>> claimed = beginBeside(() -> rig.claim(InboxRig.LEASE));
            for (DocumentLease lease : isPostgres() ? result(claimed) : List.<DocumentLease>of()) {
                for (WorkItem item : rig.read(lease)) {
                    rig.end(Ending.done(lease, item, true)); // what a worker would do now
                }
            }
            second.commit();
            result(claimed).forEach(unused -> {});
        }
        rig.requireNothingLost();
        assertThat(rig.number("SELECT COUNT(*) FROM strapi_webhook_lease")).isEqualTo(1);
    }

    @Test
    void aDocumentCanBeTakenWhileASenderStoresForIt() throws Exception {
        rig.store("d", 1);
        try (OpenTransaction sender = rig.open()) {
            InboxRig.store(sender.sql, InboxRig.delivery("d", 2));

            Future<List<DocumentLease>> claimed = beginBeside(() -> rig.claim(InboxRig.LEASE));
            sender.commit();

            assertThat(result(claimed)).hasSize(1);
        }
    }

    @Test
    void anEndWaitsForNoSenderHoweverManyThereAre() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), true);
        try (OpenTransaction first = rig.open();
                OpenTransaction next = rig.open()) {
            InboxRig.store(first.sql, InboxRig.delivery("d", 2));
            if (isPostgres()) { // where two can be in flight
                InboxRig.store(next.sql, InboxRig.delivery("d", 3));
            }

            Future<Set<LeaseKey>> ended = beginBeside(() -> rig.end(end));
            first.commit();
            assertThat(result(ended)).containsExactly(lease.key());
            next.commit();
        }
        rig.requireNothingLost();
    }
}
