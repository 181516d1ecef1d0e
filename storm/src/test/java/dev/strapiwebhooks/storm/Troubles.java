package dev.strapiwebhooks.storm;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Makes trouble, and writes it down. Each trouble is over when its method returns, except a wrong clock. */
final class Troubles {
    private static final Duration BEFORE = Duration.ofMillis(300);

    private final StormFleet fleet;
    private final StormPostgres database;
    private final List<TcpProxy> networks;
    private final DeedJournal journal;
    private final Map<Integer, Long> wrongClocks = new HashMap<>();

    Troubles(StormFleet fleet, StormPostgres database, List<TcpProxy> networks, DeedJournal journal) {
        this.fleet = fleet;
        this.database = database;
        this.networks = List.copyOf(networks);
        this.journal = journal;
    }

    void make(Plan plan) throws IOException {
        if (plan.what() != Trouble.DRY_POOL) {
            giveThemWork(plan);
        }
        switch (plan.what()) {
            case SUSPEND -> suspend(plan);
            case KILL -> restart(plan.receiver(), plan.length(), Duration.ZERO);
            case WRONG_CLOCK -> restart(plan.receiver(), plan.length(), plan.clockOffset());
            case DRY_POOL -> emptyPool(plan);
            case CUT -> cut(plan);
            case SWALLOW -> swallow(plan);
            case RESTART_DATABASE -> restartDatabase(plan);
            case FREEZE_DATABASE -> freezeDatabase(plan);
        }
    }

    /** What is left when the director ends. */
    void rightAllClocks() throws IOException {
        for (int i = 0; i < fleet.size(); i++) {
            if (!fleet.clockOffset(i).isZero()) {
                restart(i, Duration.ZERO, Duration.ZERO);
            }
        }
    }

    /** Trouble is worth little where no call is in hand. */
    private void giveThemWork(Plan plan) throws IOException {
        for (int i = 0; i < fleet.size(); i++) {
            if (plan.what().isOfTheDatabase() || i == plan.receiver()) {
                fleet.command(i, StormFleet.SLOW, BEFORE);
            }
        }
        pause(BEFORE);
    }

    private void suspend(Plan plan) {
        long deed = begin(plan, "-");
        fleet.suspend(plan.receiver());
        pause(plan.length());
        fleet.resume(plan.receiver());
        journal.over(deed);
    }

    private void restart(int receiver, Duration away, Duration clockOffset) throws IOException {
        long deed = journal.begin(Trouble.KILL, receiver, fleet.process(receiver), "-");
        fleet.kill(receiver);
        rightClock(receiver);
        pause(away);
        fleet.start(receiver, clockOffset);
        if (!clockOffset.isZero()) {
            wrongClock(receiver, clockOffset);
        }
        journal.over(deed);
    }

    private synchronized void wrongClock(int receiver, Duration clockOffset) {
        long deed = journal.begin(
                Trouble.WRONG_CLOCK, receiver, fleet.process(receiver), "by_" + clockOffset.toMillis() + "_ms");
        wrongClocks.put(receiver, deed);
    }

    private synchronized void rightClock(int receiver) {
        Long deed = wrongClocks.remove(receiver);
        if (deed != null) {
            journal.over(deed);
        }
    }

    /** The last of those who hold a connection may hold it for two leases more. */
    private void emptyPool(Plan plan) throws IOException {
        long deed = begin(plan, "-");
        fleet.command(plan.receiver(), StormFleet.HOLD, plan.length());
        pause(plan.length().plus(StormSettings.LEASE.multipliedBy(2)));
        journal.over(deed);
    }

    private void cut(Plan plan) {
        long deed = begin(plan, manner(plan));
        networks.get(plan.receiver()).cut(plan.rudely());
        journal.over(deed);
    }

    private void swallow(Plan plan) {
        long deed = begin(plan, manner(plan));
        networks.get(plan.receiver()).swallow();
        pause(plan.length());
        networks.get(plan.receiver()).stopSwallowing(plan.rudely());
        journal.over(deed);
    }

    private void restartDatabase(Plan plan) throws IOException {
        long deed = begin(plan, "-");
        database.stopAtOnce();
        pause(plan.length());
        database.startAgain();
        journal.over(deed);
    }

    private void freezeDatabase(Plan plan) throws IOException {
        long deed = begin(plan, "-");
        database.freeze();
        pause(plan.length());
        database.thaw();
        journal.over(deed);
    }

    private long begin(Plan plan, String detail) {
        return plan.what().isOfTheDatabase()
                ? journal.begin(plan.what(), Deed.DATABASE, 0, detail)
                : journal.begin(plan.what(), plan.receiver(), fleet.process(plan.receiver()), detail);
    }

    private static String manner(Plan plan) {
        return plan.rudely() ? "reset" : "closed";
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
