package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What comes later must not pass by what waits, and what comes late must be known as late. */
abstract class OrderRaces extends RaceContract {
    OrderRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void whatWaitsForARetryHoldsBackWhatWasStoredMeanwhile() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending retry = Ending.retry(lease, rig.read(lease).get(0), Duration.ofHours(1), "of the test");
        try (OpenTransaction ending = rig.open()) {
            ending.sql.end(List.of(retry));
            Future<Long> later = beginAndBlock(() -> rig.store("d", 2));
            ending.commit();
            result(later);
        }
        assertThat(rig.claim(InboxRig.LEASE)).isEmpty();

        makeDue(); // whatever the reason
        assertThat(rig.read(rig.claimOne(InboxRig.NO_LEASE))).isEmpty();
        long earlier = rig.store("d", 0);
        assertThat(InboxRig.ids(rig.read(rig.claimOne(InboxRig.LEASE)))).containsExactly(earlier);
    }

    @Test
    void endsOfSeveralDocumentsShareACommitAndALateOneMovesNoMarkBack() throws Exception {
        for (String document : List.of("d", "e", "f")) {
            rig.store(document, 5);
        }
        endAll(rig.claim(InboxRig.LEASE));
        long marks = marks();
        for (String document : List.of("f", "e", "d")) {
            rig.store(document, 3);
        }
        List<DocumentLease> late = rig.claim(InboxRig.LEASE);

        assertThat(late)
                .hasSize(3)
                .allSatisfy(lease -> assertThat(rig.read(lease)).singleElement().matches(WorkItem::overtaken));
        endAll(late);

        assertThat(rig.pending()).isZero();
        assertThat(marks()).isEqualTo(marks);
    }

    @Test
    void underOneLeaseTheNextRunBeginsBehindTheLastAndWhatCameLateIsSeenAtTheNext() throws Exception {
        rig.store("d", 5);
        long next = rig.store("d", 6);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        WorkItem first = rig.read(lease).get(0);
        rig.end(Ending.done(lease, first, false));
        lease.handled(first.position());
        long late = rig.store("d", 3);

        List<WorkItem> run = rig.read(lease);

        assertThat(InboxRig.ids(run)).containsExactly(next);
        rig.end(Ending.done(lease, run.get(0), true));
        rig.requireNothingLost();
        List<WorkItem> lateRun = rig.read(rig.claimOne(InboxRig.LEASE));
        assertThat(InboxRig.ids(lateRun)).containsExactly(late);
        assertThat(lateRun).allMatch(WorkItem::overtaken);
    }

    @Test
    void aDeadLetterHoldsNothingBackThatWasStoredBeforeItMeanwhile() throws Exception {
        rig.store("d", 5);
        long next = rig.store("d", 6);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        rig.end(Ending.dead(lease, rig.read(lease).get(0), "of the test", false));
        long earlier = rig.store("d", 3);

        assertThat(InboxRig.ids(rig.read(lease))).containsExactly(earlier, next);
    }

    @Test
    void aRenewalThatComesBehindTheEndMakesNobodyWait() throws Exception {
        rig.store("d", 1);
        rig.store("d", 2);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        rig.end(Ending.done(lease, rig.read(lease).get(0), true));

        assertThat(rig.sql.renew(List.of(lease), InboxRig.LEASE)).isEmpty();

        assertThat(rig.claimOne(InboxRig.LEASE).fence()).isGreaterThan(lease.fence());
    }

    @Test
    void whoeverHasJustReachedTheDatabaseTakesOnlyWhatNobodyHas() throws Exception {
        rig.store("theirs", 1);
        rig.claimOne(InboxRig.NO_LEASE);
        rig.store("free", 1);

        List<DocumentLease> taken = rig.claimFree(InboxRig.LEASE);

        assertThat(taken).extracting(lease -> lease.key().document()).containsExactly("free");
        assertThat(rig.claimOne(InboxRig.LEASE).key().document()).isEqualTo("theirs");
    }

    @Test
    void aDocumentHasOneMarkHoweverMuchOfItIsHandled() throws Exception {
        for (int number = 1; number <= 5; number++) {
            rig.store("d", number);
        }
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        for (WorkItem item : rig.read(lease)) {
            rig.end(Ending.done(lease, item, false));
            lease.handled(item.position());
        }

        assertThat(rig.number("SELECT COUNT(*) FROM strapi_webhook_mark")).isEqualTo(1);
        assertThat(marks()).isEqualTo(rig.number("SELECT MAX(id) FROM strapi_webhook_delivery"));
    }

    @Test
    void anEndIsWrittenOnceThoughTwoReceiversWriteIt() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), false);
        try (OpenTransaction first = rig.open()) {
            assertThat(first.sql.end(List.of(end))).hasSize(1);
            var second = beginAndBlock(() -> rig.end(end));
            first.commit();
            assertThat(result(second)).isEmpty();
        }
    }

    private void endAll(List<DocumentLease> leases) throws Exception {
        List<Ending> ends = new ArrayList<>();
        for (DocumentLease lease : leases) {
            ends.add(Ending.done(lease, rig.read(lease).get(0), true));
        }
        assertThat(rig.sql.end(ends)).hasSize(leases.size());
    }

    private long marks() {
        return rig.number("SELECT SUM(delivery) FROM strapi_webhook_mark");
    }

    private void makeDue() throws Exception {
        rig.execute("UPDATE strapi_webhook_lease SET due = CURRENT_TIMESTAMP");
    }
}
