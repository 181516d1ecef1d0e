package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.jdbc.DocumentLease.Moment;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes documents for the workers, in one thread: as soon as there are some, and there is somebody to handle them. Like all
 * threads of the inbox it goes on after an error, such as too little memory: deliveries are confirmed as before, and would wait
 * for ever.
 */
final class Feeder {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_BUSY_PAUSE = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);
    private static final long LOOK_EVERYWHERE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InboxSql sql;
    private final InHand inHand;
    private final RunQueue queue;
    private final Alarm alarm;
    private final String owner;
    private final Duration lease;
    private final Duration pollInterval;
    private final Clock clock;
    private final Set<String> handlers = ConcurrentHashMap.newKeySet();

    private Duration pause = SHORTEST_PAUSE;
    private boolean failed;
    /** Since when the database answers. */
    private long answersSince = System.nanoTime();

    /** What was read may have been too much for the memory. */
    private boolean careful;

    private long lookedEverywhere = System.nanoTime() - LOOK_EVERYWHERE_NANOS;

    Feeder(InboxSql sql, InHand inHand, RunQueue queue, Alarm alarm, DurableInboxBuilder settings) {
        this.sql = sql;
        this.inHand = inHand;
        this.queue = queue;
        this.alarm = alarm;
        this.owner = settings.nodeName();
        this.lease = settings.lease();
        this.pollInterval = settings.pollInterval();
        this.clock = settings.clock();
    }

    /** From now on, documents are taken for this handler, too. */
    void begin(String handler) {
        handlers.add(handler);
        alarm.ring();
    }

    /** Works until the inbox stops, and the alarm rings. */
    void run(CountDownLatch ended) {
        try {
            while (ended.getCount() > 0) {
                Duration wait = feed();
                if (!wait.isZero() && alarm.await(wait)) {
                    pause = SHORTEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts it wants it to end
        } finally {
            queue.readNoMore();
        }
    }

    /** How long to wait before the next time. */
    private Duration feed() {
        try {
            handOver(queue.unread()); // first: they are renewed as long as nobody has read them
            if (failed) {
                sql.release(owner, inHand.keys()); // what was taken by a statement whose answer was lost
                failed = false;
                answersSince = System.nanoTime();
            }
            queue.giveBackWhatWaits();
            int room = careful ? Math.min(1, queue.room()) : queue.room();
            if (room <= 0 || handlers.isEmpty()) {
                return LONGEST_BUSY_PAUSE;
            }
            if (take(room)) {
                pause = SHORTEST_PAUSE;
                return Duration.ZERO;
            }
            Duration next = sql.untilNext(handlers, pause);
            Duration wait = next.isZero() ? pause : next;
            pause = pause.multipliedBy(2).compareTo(pollInterval) < 0 ? pause.multipliedBy(2) : pollInterval;
            return wait;
        } catch (SQLException | RuntimeException | Error e) {
            if (!failed) {
                LOG.warn("The inbox cannot look for deliveries to handle; it tries again until it can", e);
            }
            failed = true;
            return AFTER_FAILURE;
        }
    }

    private boolean take(int room) throws SQLException {
        Moment asked = Moment.now(clock);
        boolean everywhere = asked.nanos() - lookedEverywhere >= LOOK_EVERYWHERE_NANOS;
        boolean suspects = !inHand.hasSuspect();
        List<InboxSql.Claimed> claimed = sql.claim(
                new InboxSql.Claim(handlers, inHand.keys(), room, owner, lease, everywhere, suspects, mayTakeOver()));
        lookedEverywhere = everywhere ? asked.nanos() : lookedEverywhere;
        List<DocumentLease> leases = claimed.stream()
                .map(taken -> new DocumentLease(taken.key(), taken.fence(), taken.tries(), lease, clock, asked))
                .toList();
        leases.forEach(inHand::add);
        careful = !leases.isEmpty();
        handOver(withOneSuspect(leases));
        careful = false;
        return !leases.isEmpty();
    }

    /**
     * A database that stood still for longer than a lease has kept all receivers from renewing: whoever reaches it again leaves
     * the others some time to do so, before it takes their documents for given up.
     */
    private boolean mayTakeOver() {
        Duration half = lease.dividedBy(2);
        Duration grace = half.compareTo(LONGEST_GRACE) < 0 ? half : LONGEST_GRACE;
        return System.nanoTime() - answersSince >= grace.toNanos();
    }

    /**
     * Of documents that receivers may have died of, one at a time: should it kill this one, too, that does not count for the
     * others.
     */
    private List<DocumentLease> withOneSuspect(List<DocumentLease> leases) {
        List<DocumentLease> kept = new ArrayList<>();
        boolean found = false;
        for (DocumentLease taken : leases) {
            if (taken.isSuspect() && found) {
                queue.giveBack(taken);
            } else {
                kept.add(taken);
            }
            found |= taken.isSuspect();
        }
        return kept;
    }

    private void handOver(List<DocumentLease> leases) throws SQLException {
        Map<LeaseKey, List<WorkItem>> items = Map.of();
        boolean read = false;
        try {
            items = leases.isEmpty() ? items : itemsOf(leases);
            read = true;
        } finally { // where they could not be read, workers give them back
            for (DocumentLease lease : leases) {
                List<WorkItem> run = items.getOrDefault(lease.key(), List.of());
                queue.add(new DocumentRun(lease, run, read, System.nanoTime()));
            }
        }
    }

    private Map<LeaseKey, List<WorkItem>> itemsOf(List<DocumentLease> leases) throws SQLException {
        Map<LeaseKey, List<WorkItem>> items = new HashMap<>();
        for (WorkItem item : sql.read(leases, DocumentRun.LONGEST)) {
            items.computeIfAbsent(item.key(), key -> new ArrayList<>()).add(item);
        }
        return items;
    }
}
