package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A handler becomes known while deliveries are stored, and gets kept ones while old ones are deleted. */
abstract class RegistryRaces extends RaceContract {
    RegistryRaces(Callable<HikariDataSource> databases) {
        super(databases);
    }

    @Test
    void aDeliveryThatIsStoredWhileAHandlerRegistersIsNotMissedByIt() throws Exception {
        try (OpenTransaction sender = rig.open()) {
            InboxRig.store(sender.sql, InboxRig.delivery("d", 1));
            Future<Boolean> registering = beginAndBlock(() -> register(new Transactions(rig.pool), rig.sql));
            sender.commit();
            result(registering);
        }
        fill(new Transactions(rig.pool), rig.sql);
        assertThat(workOfNew()).isEqualTo(1);
        rig.requireNothingLost();
    }

    @Test
    void aSenderThatComesWhileAHandlerRegistersWaitsAndStoresForIt() throws Exception {
        try (OpenTransaction registering = rig.open()) {
            register(registering.transactions, registering.sql);
            Future<Long> sender = beginAndBlock(() -> rig.store("d", 1));
            registering.commit();
            result(sender);
        }
        assertThat(workOfNew()).isEqualTo(1);
        rig.requireNothingLost();
    }

    @Test
    void aReceiverThatDoesNotKnowTheHandlerStoresForIt() throws Exception {
        try (DurableInbox old = rig.builder(delivery -> {}).build()) {
            assertThat(old.statistics().depth()).isZero();
            register(new Transactions(rig.pool), rig.sql);
            rig.store("d", 1);
        }
        assertThat(workOfNew()).isEqualTo(1);
    }

    @Test
    void whatIsBeingGivenToANewHandlerIsNotDeleted() throws Exception {
        storeHandledLongAgo();
        register(new Transactions(rig.pool), rig.sql);
        try (OpenTransaction filling = rig.open()) {
            fill(filling.transactions, filling.sql);
            Future<Boolean> deleting = beginBeside(() -> deleteOld(new Transactions(rig.pool), rig.sql));
            filling.commit();
            result(deleting);
        }
        assertThat(workOfNew()).isEqualTo(1);
        rig.requireNothingLost();
    }

    @Test
    void whatIsBeingDeletedIsNotGivenToANewHandler() throws Exception {
        storeHandledLongAgo();
        register(new Transactions(rig.pool), rig.sql);
        try (OpenTransaction deleting = rig.open()) {
            deleteOld(deleting.transactions, deleting.sql);
            Future<Boolean> filling = beginAndBlock(() -> fill(new Transactions(rig.pool), rig.sql));
            deleting.commit();
            result(filling);
        }
        assertThat(rig.number("SELECT COUNT(*) FROM strapi_webhook_delivery")).isZero();
        assertThat(workOfNew()).isZero();
    }

    @Test
    void whatIsBeingForgottenIsNotGivenToANewHandler() throws Exception {
        rig.store("d", 1);
        register(new Transactions(rig.pool), rig.sql);
        try (OpenTransaction forgetting = rig.open()) {
            CopyRaces.forget(forgetting);
            Future<Boolean> filling = beginAndBlock(() -> fill(new Transactions(rig.pool), rig.sql));
            forgetting.commit();
            result(filling);
        }
        rig.requireNothingLost();
        assertThat(workOfNew()).isZero();
    }

    /** What it renames is locked by ends, and the other way round. */
    @Test
    void aHandlerIsRenamedWhileItsEndsAreWritten() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        Ending end = Ending.done(lease, rig.read(lease).get(0), false);
        try (OpenTransaction ending = rig.open()) {
            rig.lockLease(ending, lease);
            Future<Boolean> renaming = beginAndBlock(this::rename);

            assertThat(ending.sql.end(List.of(end))).hasSize(1);
            ending.commit();
            result(renaming);
        }
        assertThat(rig.number("SELECT COUNT(*) FROM strapi_webhook_lease WHERE handler = 'renamed'"))
                .isEqualTo(1);
    }

    private boolean rename() {
        HandlerRegistry.register(
                new Transactions(rig.pool),
                rig.sql,
                rig.plain().handler("renamed", delivery -> {}).renamedHandler("default", "renamed"));
        return true;
    }

    private void storeHandledLongAgo() throws Exception {
        rig.store("d", 1);
        DocumentLease lease = rig.claimOne(InboxRig.LEASE);
        rig.end(Ending.done(lease, rig.read(lease).get(0), true));
        rig.execute("UPDATE strapi_webhook_delivery SET stored_at = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00'");
    }

    private boolean register(Transactions transactions, InboxSql sql) {
        HandlerRegistry.register(
                transactions,
                sql,
                rig.builder(delivery -> {}).handler("new", delivery -> {}, HandlerStart.OLDEST_KEPT));
        return true;
    }

    private static boolean fill(Transactions transactions, InboxSql sql) throws Exception {
        while (!HandlerRegistry.fill(transactions, sql, "new")) {
            assertThat(sql).isNotNull();
        }
        return true;
    }

    private boolean deleteOld(Transactions transactions, InboxSql sql) throws Exception {
        DeliveryWriter writer = new DeliveryWriter(transactions, rig.kind, sql, InboxRig.LEASE);
        InboxParts parts = new InboxParts(rig.kind, rig.pool, transactions, sql, writer);
        new Retention(parts, rig.builder(delivery -> {})).deleteOld(new CountDownLatch(1));
        return true;
    }

    private long workOfNew() {
        return rig.number("SELECT COUNT(*) FROM strapi_webhook_work w JOIN strapi_webhook_delivery d"
                + " ON d.id = w.delivery WHERE handler = 'new'");
    }
}
