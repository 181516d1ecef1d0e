package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A transactional handler stands in the middle of its transaction. */
abstract class TransactionalRaces extends RaceContract {
    TransactionalRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void leasesAreRenewedBesideATransactionalHandler() throws Exception {
        rig.store("d", 1);
        rig.store("e", 1);
        SettableClock clock = new SettableClock();
        InHand inHand = new InHand();
        for (DocumentLease taken : rig.claim(InboxRig.NO_LEASE)) {
            inHand.add(new DocumentLease(
                    taken.key(), taken.fence(), 1, InboxRig.LEASE, clock, DocumentLease.Moment.now(clock)));
        }
        List<DocumentLease> leases = List.copyOf(inHand.leases());
        DocumentLease busy = leases.get(0);
        LeaseKeeper keeper =
                new LeaseKeeper(rig.sql, inHand, rig.builder(delivery -> {}).clock(clock));
        try (OpenTransaction handler = rig.open()) {
            assertThat(remove(handler, busy, InboxRig.LEASE)).isTrue();
            busy.lockRow(true);
            clock.pass(InboxRig.LEASE.minusSeconds(1));

            result(begin(() -> {
                keeper.renew();
                return true;
            }));
            clock.pass(InboxRig.LEASE.minusSeconds(1));

            assertThat(leases).allMatch(DocumentLease::isHeld);
            assertThat(rig.claim(InboxRig.LEASE)).isEmpty(); // renewed, or locked
            handler.commit();
        }
    }

    @Test
    void theSecondTransactionForADeliveryWaitsForTheFirstAndDoesNothing() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        WorkItem item = rig.read(lease).get(0);
        try (OpenTransaction first = rig.open();
                OpenTransaction second = rig.open()) {
            assertThat(first.sql.removeIn(first.connection(), lease, item, InboxRig.LEASE))
                    .isTrue();
            Future<Boolean> again =
                    beginAndBlock(() -> second.sql.removeIn(second.connection(), lease, item, InboxRig.LEASE));
            first.commit();
            assertThat(result(again)).isFalse();
        }
    }

    @Test
    void aTransactionalHandlerThatComesLateDoesNothing() throws Exception {
        rig.store("d", 1);
        DocumentLease late = rig.claimOne(InboxRig.NO_LEASE);
        WorkItem item = rig.read(late).get(0);
        DocumentLease owner = rig.claimOne(InboxRig.LEASE);
        try (OpenTransaction transaction = rig.open()) {
            assertThat(transaction.sql.removeIn(transaction.connection(), late, item, InboxRig.LEASE))
                    .isFalse();
            transaction.commit();
        }
        assertThat(rig.end(Ending.done(owner, item, true))).hasSize(1);
    }

    @Test
    void sendersDoNotWaitForATransactionalHandler() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        try (OpenTransaction handler = rig.open()) {
            assertThat(remove(handler, lease, InboxRig.LEASE)).isTrue();
            assertThat(result(begin(() -> rig.store("d", 2)))).isPositive();
            handler.commit();
        }
        assertThat(rig.end(Ending.nothing(lease, true))).isEmpty();
        rig.requireNothingLost();
        assertThat(rig.read(rig.claimOne(InboxRig.LEASE))).hasSize(1);
    }

    private boolean remove(OpenTransaction handler, DocumentLease lease, Duration idleLimit) throws Exception {
        return handler.sql.removeIn(handler.connection(), lease, rig.read(lease).get(0), idleLimit);
    }
}
