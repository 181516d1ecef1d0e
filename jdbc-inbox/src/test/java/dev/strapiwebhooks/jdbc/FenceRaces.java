package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several receivers take the same document, one after the other, and one of them is late. */
abstract class FenceRaces extends RaceContract {
    FenceRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void aFenceNeverComesTwiceThoughTheLeaseWasDeletedBetween() throws Exception {
        rig.store("d", 1);
        DocumentLease late = rig.claimOne(InboxRig.NO_LEASE);
        WorkItem first = rig.read(late).get(0);
        DocumentLease next = rig.claimOne(InboxRig.LEASE);
        assertThat(rig.end(Ending.done(next, first, true))).hasSize(1);
        assertThat(rig.number("SELECT COUNT(*) FROM strapi_webhook_lease")).isZero();
        rig.store("d", 2);
        DocumentLease third = rig.claimOne(InboxRig.LEASE);
        WorkItem second = rig.read(third).get(0);

        assertThat(Set.of(late.fence(), next.fence(), third.fence())).hasSize(3);
        assertThat(rig.end(Ending.done(late, second, true))).isEmpty();
        assertThat(rig.end(Ending.givenBack(next))).isEmpty();
        assertThat(rig.sql.renew(List.of(late, next), InboxRig.NO_LEASE)).isEmpty();

        assertThat(rig.sql.stillHeld(List.of(late, next, third))).containsExactly(third.key());
        assertThat(rig.claim(InboxRig.LEASE)).isEmpty(); // it was given back by nobody
        assertThat(rig.read(third)).hasSize(1);
    }

    @Test
    void twoReceiversNeverTakeTheSameDocument() throws Exception {
        rig.store("d", 1);
        try (OpenTransaction first = rig.open()) {
            assertThat(InboxRig.claim(first.sql, InboxRig.LEASE)).hasSize(1);

            Future<List<DocumentLease>> second = beginBeside(() -> rig.claim(InboxRig.LEASE));
            first.commit();

            assertThat(result(second)).isEmpty();
        }
    }

    @Test
    void whatWasFinishedMeanwhileIsNotReadByAClaimThatBeganBefore() throws Exception {
        rig.store("d", 1);
        long second;
        Future<List<DocumentLease>> claimed;
        if (isPostgres()) {
            try (OpenTransaction claim = rig.open();
                    OpenTransaction clock = rig.open()) {
                claimed = beginAndBlock(() -> stalledClaim(claim, clock));
                second = finishFirstAndStoreSecond();
                clock.commit();
                assertThat(result(claimed)).hasSize(1);
                claim.commit();
            }
        } else {
            DocumentLease owner = rig.claimOne(InboxRig.NO_LEASE);
            Ending end = Ending.done(owner, rig.read(owner).get(0), true);
            second = rig.store("d", 2);
            try (OpenTransaction ending = rig.open()) {
                ending.sql.end(List.of(end));
                claimed = beginAndBlock(() -> rig.claim(InboxRig.LEASE));
                ending.commit();
            }
        }
        assertThat(InboxRig.ids(rig.read(result(claimed).get(0)))).containsExactly(second);
    }

    /** The claim's snapshot is taken, and then it asks for the time, which stands still as long as the other likes. */
    private List<DocumentLease> stalledClaim(OpenTransaction claim, OpenTransaction clock) throws Exception {
        try (Statement statement = clock.connection().createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(7)");
        }
        rig.execute(
                "CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM pg_advisory_xact_lock_shared(7); RETURN pg_catalog.clock_timestamp(); END $$");
        try (Statement statement = claim.connection().createStatement()) {
            statement.execute("SET LOCAL search_path TO public, pg_catalog");
        }
        return InboxRig.claim(claim.sql, InboxRig.LEASE);
    }

    private long finishFirstAndStoreSecond() throws Exception {
        DocumentLease owner = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(owner, rig.read(owner).get(0), true);
        NewDelivery second = InboxRig.delivery("d", 2);
        try (OpenTransaction sender = rig.open()) {
            long id = InboxRig.storeOne(sender.sql, second);
            assertThat(rig.end(end)).hasSize(1); // due at once, because there is a sender
            sender.commit();
            return id;
        }
    }

    @Test
    void aProcessDoesNotTakeAgainWhatItStillWorksOnThoughItsLeaseIsOver() throws Exception {
        rig.store("d", 1);
        rig.store("e", 1);
        DocumentLease working = rig.claim(InboxRig.NO_LEASE).get(0);

        List<DocumentLease> own = rig.claim(InboxRig.NO_LEASE, working.key());
        List<DocumentLease> others = rig.claim(InboxRig.LEASE);

        assertThat(own).extracting(DocumentLease::key).hasSize(1).doesNotContain(working.key());
        assertThat(others).extracting(DocumentLease::key).contains(working.key());
    }
}
