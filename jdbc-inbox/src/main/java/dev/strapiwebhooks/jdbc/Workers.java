package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one receiver that handle deliveries, from a start to a stop. */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

    private final Duration lease;
    private final Duration patience;
    private final InHand inHand = new InHand();
    private final Alarm alarm;
    private final RunQueue queue;
    private final Feeder feeder;
    private final LeaseKeeper keeper;
    private final Upkeep upkeep;
    private final List<Thread> handling = new ArrayList<>();
    private final List<Thread> others = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;

    Workers(InboxParts parts, Alarm alarm, DurableInboxBuilder settings) {
        this.alarm = alarm;
        this.lease = settings.lease();
        this.patience = settings.shutdownTimeout().dividedBy(2);
        Endings endings = new Endings(parts.sql(), parts.database(), settings);
        this.queue = new RunQueue(inHand, endings, alarm, settings.workers());
        this.feeder = new Feeder(parts.sql(), inHand, queue, alarm, settings);
        this.keeper = new LeaseKeeper(parts.sql(), inHand, settings);
        this.upkeep = new Upkeep(parts, feeder, settings);
        Worker worker = new Worker(queue, new Attempts(parts.sql(), settings, () -> ending), endings, () -> ending);
        for (int i = 1; i <= settings.workers(); i++) {
            handling.add(new Thread(worker::run, "strapi-inbox-worker-" + i));
        }
        others.add(new Thread(() -> feeder.run(ended), "strapi-inbox-poll"));
        others.add(new Thread(this::keepLeases, "strapi-inbox-lease"));
        others.add(new Thread(() -> upkeep.run(ended), "strapi-inbox-upkeep"));
    }

    void start() {
        handling.forEach(Thread::start);
        others.forEach(Thread::start);
    }

    /** Waits for handlers, interrupts them, and waits again. Leases are renewed until the last of them has come back. */
    void stop() {
        ending = true;
        queue.close();
        if (!join(handling)) {
            handling.forEach(Thread::interrupt);
            if (!join(handling)) {
                LOG.warn("A handler does not end; its document is taken by others when its lease is over");
            }
        }
        ended.countDown(); // no interrupt: it would close H2's file, for everybody
        alarm.ring();
        boolean unused = join(others);
    }

    private boolean join(List<Thread> threads) {
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        boolean ended = true;
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, end - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            ended &= !thread.isAlive();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private void keepLeases() {
        boolean failed = false;
        try {
            while (!ended.await(failed ? AFTER_FAILURE.toNanos() : lease.toNanos() / 3, TimeUnit.NANOSECONDS)) {
                try {
                    keeper.renew();
                    failed = false;
                } catch (SQLException | RuntimeException | Error e) {
                    if (!failed) {
                        LOG.warn(
                                "The leases of this receiver cannot be renewed; it tries again until they are over", e);
                    }
                    failed = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts it wants it to end
        }
    }
}
