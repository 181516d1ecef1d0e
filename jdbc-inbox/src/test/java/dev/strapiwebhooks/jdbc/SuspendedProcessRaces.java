package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A worker comes to an end later than it thinks, or has not come to it yet. */
abstract class SuspendedProcessRaces extends RaceContract {
    SuspendedProcessRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void aLeaseIsOverByTheWallClockThoughTheOtherStoodStill() {
        SettableClock wall = new SettableClock();
        DocumentLease lease = leaseAt(wall);
        wall.pass(InboxRig.LEASE.minusSeconds(1));
        assertThat(lease.isHeld()).isTrue();
        wall.pass(Duration.ofSeconds(1));
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aLeaseIsOverByTheProcessorsClockThoughTheWallClockWentBack() {
        SettableClock wall = new SettableClock();
        DocumentLease.Moment longAgo =
                new DocumentLease.Moment(System.nanoTime() - InboxRig.LEASE.toNanos(), wall.millis() + 3_600_000);
        DocumentLease lease = new DocumentLease(new LeaseKey("d", "default"), 1, 1, InboxRig.LEASE, wall, longAgo);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aProcessWhoseClocksStoodStillCallsNothingMoreAfterTheFirstEnd() throws Exception {
        long first = rig.store("d", 1);
        rig.store("d", 2);
        DocumentLease taken = rig.claimOne(InboxRig.NO_LEASE);
        DocumentLease asleep = new DocumentLease(
                taken.key(),
                taken.fence(),
                1,
                InboxRig.LEASE,
                Clock.systemUTC(),
                DocumentLease.Moment.now(Clock.systemUTC()));
        DocumentLease owner = rig.claimOne(InboxRig.LEASE);
        RunningParts late = new RunningParts(rig, rig.sql, 3);

        late.run(asleep);

        assertThat(late.handled).containsExactly(first);
        assertThat(rig.pending()).isEqualTo(2);
        assertThat(rig.sql.stillHeld(List.of(owner))).hasSize(1);
    }

    @Test
    void aWorkerBeginsNothingBeforeItsLastEndIsCommitted() throws Exception {
        long first = rig.store("d", 1);
        long second = rig.store("d", 2);
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        RunningParts parts = new RunningParts(rig, stalledEnds(ending, mayEnd), 3);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);

        Future<Boolean> run = begin(() -> {
            parts.run(lease);
            return true;
        });
        ending.await();
        awaitThat(parts::isWaiting);
        assertThat(parts.handled).containsExactly(first);
        mayEnd.countDown();

        result(run);
        assertThat(parts.handled).containsExactly(first, second);
        assertThat(rig.pending()).isZero();
    }

    private InboxSql stalledEnds(CountDownLatch ending, CountDownLatch mayEnd) {
        return (InboxSql) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {InboxSql.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("end")) {
                        List<?> together = (List<?>) arguments[0];
                        assertThat(together)
                                .as("ends of one document in one commit")
                                .hasSize(1);
                        ending.countDown();
                        mayEnd.await();
                    }
                    return OpenTransaction.passedOn(() -> method.invoke(rig.sql, arguments));
                });
    }

    private static DocumentLease leaseAt(Clock clock) {
        return new DocumentLease(
                new LeaseKey("d", "default"), 1, 1, InboxRig.LEASE, clock, DocumentLease.Moment.now(clock));
    }
}
