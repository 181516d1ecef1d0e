package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Processes die with what they have taken. */
abstract class KilledProcessRaces extends RaceContract {
    private static final int MOST = 3;

    KilledProcessRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void whatKillsItsProcessIsTriedAloneAndDiesAndWhatFollowsLives() throws Exception {
        long killer = rig.store("d", 1);
        long next = rig.store("d", 2);
        for (int death = 1; death <= MOST; death++) {
            List<WorkItem> run = rig.read(rig.claimOne(InboxRig.NO_LEASE));
            assertThat(run).hasSize(death == 1 ? 2 : 1);
            assertThat(run.get(0).attempt()).isEqualTo(death);
        }
        RunningParts parts = new RunningParts(rig, rig.sql, MOST);

        parts.run(rig.claimOne(InboxRig.LEASE));

        assertThat(parts.handled).isEmpty();
        assertThat(rig.number("SELECT delivery FROM strapi_webhook_dead_letter"))
                .isEqualTo(killer);
        DocumentLease rest = rig.claimOne(InboxRig.LEASE);
        assertThat(rest.tries()).isEqualTo(1);
        assertThat(rig.read(rest)).singleElement().matches(item -> item.attempt() == 1);
        parts.run(rest);
        assertThat(parts.handled).containsExactly(next);
    }

    @Test
    void whatWasTakenAndNotBegunIsNotCountedAsTried() throws Exception {
        rig.store("d", 1);
        for (int times = 1; times <= MOST; times++) {
            DocumentLease lease = rig.claimOne(InboxRig.LEASE);
            assertThat(lease.tries()).isEqualTo(1);
            rig.end(Ending.givenBack(lease));
        }
    }

    @Test
    void besideWhatSomebodyDiedWithNothingIsTakenAhead() throws Exception {
        InHand inHand = new InHand();
        DurableInboxBuilder settings = rig.builder(delivery -> {}).workers(2);
        RunQueue queue = new RunQueue(inHand, new Endings(rig.sql, rig.kind, settings), new Alarm(), 2);
        rig.store("innocent", 1);
        DocumentRun quick = new DocumentRun(rig.claimOne(InboxRig.NO_LEASE), List.of(), true, System.nanoTime());
        queue.add(quick);
        assertThat(queue.next()).isEqualTo(quick);
        queue.ended(quick, System.nanoTime(), false);
        assertThat(queue.room()).as("handlers are quick").isGreaterThan(2);

        queue.add(new DocumentRun(rig.claimOne(InboxRig.LEASE), List.of(), true, System.nanoTime()));

        assertThat(queue.room()).as("one of two workers is free").isEqualTo(1);
    }

    @Test
    void whatWasTakenWhileTheQueueClosedIsGivenBack() throws Exception {
        DurableInboxBuilder settings = rig.builder(delivery -> {});
        InHand inHand = new InHand();
        RunQueue queue = new RunQueue(inHand, new Endings(rig.sql, rig.kind, settings), new Alarm(), 2);
        rig.store("d", 1);
        DocumentLease taken = rig.claimOne(InboxRig.LEASE);
        inHand.add(taken);
        queue.close();

        queue.add(new DocumentRun(taken, rig.read(taken), true, System.nanoTime()));

        assertThat(rig.claim(InboxRig.LEASE)).singleElement().matches(lease -> lease.tries() == 1);
        assertThat(new ArrayList<>(inHand.keys())).isEmpty();
    }
}
