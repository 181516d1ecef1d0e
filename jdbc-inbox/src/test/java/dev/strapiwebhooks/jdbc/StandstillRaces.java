package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A process stands still in the middle of a transaction, which holds its locks. (H2 would stand still with its process.) */
abstract class StandstillRaces extends RaceContract {
    StandstillRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void aTransactionalHandlerThatStandsStillLosesItsTransactionAfterItsLease() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.NO_LEASE);
        try (OpenTransaction handler = rig.open()) {
            assertThat(handler.sql.removeIn(
                            handler.connection(), lease, rig.read(lease).get(0), Duration.ofSeconds(1)))
                    .isTrue();
            assertThat(rig.claim(InboxRig.LEASE)).isEmpty();
            long begun = System.nanoTime();
            requireTakeOver();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("its own limit, not that of the inbox's connections")
                    .isLessThan(Duration.ofSeconds(7));
        }
    }

    @Test
    void anEndThatStandsStillLosesItsTransaction() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.NO_LEASE);
        try (OpenTransaction ending = rig.open()) {
            assertThat(ending.sql.end(List.of(Ending.done(lease, rig.read(lease).get(0), true))))
                    .hasSize(1);
            assertThat(rig.claim(InboxRig.LEASE)).isEmpty();
            requireTakeOver();
        }
    }

    private void requireTakeOver() throws Exception {
        List<DocumentLease> taken = new ArrayList<>();
        awaitThat(() -> {
            try {
                return taken.addAll(rig.claim(InboxRig.LEASE));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(rig.read(taken.get(0))).hasSize(1);
    }
}
