package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Two groups have the same two documents, each in another order, and a third holds the first of them: when it lets go, the
 * groups must not hold one document each and wait for the other.
 */
abstract class CrossingRaces extends RaceContract {
    CrossingRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void groupsOfEndsDoNotDeadlock() throws Exception {
        rig.store("d", 1);
        rig.store("d", 2);
        rig.store("e", 1);
        rig.store("e", 2);
        List<DocumentLease> leases = rig.claim(InboxRig.LEASE);
        DocumentLease d = leases.get(0).key().document().equals("d") ? leases.get(0) : leases.get(1);
        DocumentLease e = leases.get(0).equals(d) ? leases.get(1) : leases.get(0);
        List<Ending> some = List.of(end(d, 0), end(e, 0));
        List<Ending> others = List.of(end(e, 1), end(d, 1));
        try (OpenTransaction third = rig.open()) {
            hold(third, "SELECT 1 FROM strapi_webhook_lease WHERE document = 'd' FOR UPDATE");
            Future<Set<LeaseKey>> first = beginAndBlock(() -> rig.sql.end(some));
            Future<Set<LeaseKey>> second = beginAndBlock(() -> rig.sql.end(others));
            third.commit();
            assertThat(result(first)).hasSize(2);
            assertThat(result(second)).hasSize(2);
        }
        assertThat(rig.pending()).isZero();
    }

    @Test
    void groupsOfStoresDoNotDeadlock() throws Exception {
        try (OpenTransaction third = rig.open()) {
            hold(
                    third,
                    "INSERT INTO strapi_webhook_lease (document, handler, due) VALUES ('d', 'default', CURRENT_TIMESTAMP)");
            Future<Integer> first = beginAndBlock(() -> store("d", "e"));
            Future<Integer> second = beginAndBlock(() -> store("e", "d"));
            third.connection().rollback();
            assertThat(result(first)).isEqualTo(2);
            assertThat(result(second)).isEqualTo(2);
        }
        rig.requireNothingLost();
    }

    /** Rows are written in the order of their keys, so that is where the groups differ. */
    private int store(String one, String other) throws Exception {
        int number = 1;
        while (key(one, number).compareTo(key(other, number)) > 0) {
            number++;
        }
        return InboxRig.store(rig.sql, InboxRig.delivery(one, number), InboxRig.delivery(other, number))
                .size();
    }

    private static String key(String document, int number) {
        return InboxRig.delivery(document, number).key().hex();
    }

    private Ending end(DocumentLease lease, int place) throws Exception {
        return Ending.done(lease, rig.read(lease).get(place), false);
    }

    private static void hold(OpenTransaction third, String lock) throws Exception {
        third.sql.beAlone(third.connection());
        try (Statement statement = third.connection().createStatement()) {
            statement.execute(lock);
        }
    }
}
