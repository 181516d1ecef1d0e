package dev.strapiwebhooks.storm;

import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Works, writes down when it begins and ends, and on command takes long or empties the pool. */
final class StormHandler implements InboxHandler {
    private final DataSource applicationsPool;
    private final Journal journal;
    private final int receiver;
    private final long process = ProcessHandle.current().pid();
    private final AtomicLong calls = new AtomicLong();
    private volatile long slowUntil = System.nanoTime();
    private volatile long dryUntil = slowUntil;

    StormHandler(DataSource applicationsPool, Journal journal, int receiver) {
        this.applicationsPool = applicationsPool;
        this.journal = journal;
        this.receiver = receiver;
    }

    /** From now on, for a time, every call works for up to two leases. */
    void beSlowFor(Duration time) {
        slowUntil = System.nanoTime() + time.toNanos();
    }

    /** The same, and each holds a connection meanwhile. */
    void holdConnectionsFor(Duration time) {
        dryUntil = System.nanoTime() + time.toNanos();
    }

    @Override
    public void handle(StoredDelivery delivery) {
        var entry = delivery.received().event().json().path("entry");
        long number = Long.parseLong(entry.path("number").asString());
        long call = calls.incrementAndGet();
        Call.writeBegin(
                journal,
                new Call.Caller(receiver, process, call),
                entry.path("documentId").asString(),
                number,
                delivery);
        Call.Outcome outcome = Call.Outcome.FAILED;
        try {
            work(number);
            if (Work.fails(number, delivery.attempt())) {
                throw new IllegalStateException("made to fail");
            }
            outcome = Call.Outcome.DONE;
        } finally {
            Call.writeEnd(journal, process, call, outcome);
        }
    }

    /** A row, also where it fails afterwards: the rollback must take it along. */
    void leaveEffect(StoredDelivery delivery, Connection connection) throws SQLException {
        var entry = delivery.received().event().json().path("entry");
        long number = Long.parseLong(entry.path("number").asString());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO storm_effect (number) VALUES (?)")) {
            insert.setLong(1, number);
            insert.executeUpdate();
        }
        if (Work.fails(number, delivery.attempt())) {
            throw new IllegalStateException("made to fail");
        }
    }

    private void work(long number) {
        if (isUntil(dryUntil)) {
            workWithConnection();
        } else {
            Work.work(isUntil(slowUntil) ? longWork() : Work.duration(number));
        }
    }

    private void workWithConnection() {
        try (Connection connection = applicationsPool.getConnection()) {
            boolean unused = connection.isValid(1);
            Work.work(longWork());
        } catch (SQLException e) {
            return; // without a connection there is nothing to do
        }
    }

    private static boolean isUntil(long nanos) {
        return System.nanoTime() - nanos < 0;
    }

    private static Duration longWork() {
        long lease = StormSettings.LEASE.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(lease / 4, 2 * lease));
    }
}
