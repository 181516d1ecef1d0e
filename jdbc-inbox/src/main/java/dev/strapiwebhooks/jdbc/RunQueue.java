package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents on their way to the workers. Where handlers are quick, some are taken ahead, so that no worker waits for the
 * database; what waits for too long goes back, so that another receiver can have it. Thread-safe.
 */
final class RunQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(200).toNanos();
    private static final long QUICK_NANOS = Duration.ofMillis(20).toNanos();
    private static final int AHEAD_OF_EACH = 2;

    private final InHand inHand;
    private final Endings endings;
    private final Alarm alarm;
    private final int workers;
    private final Deque<DocumentRun> waiting = new ArrayDeque<>();
    /** Documents of which a run was handled, and of which more may wait. */
    private final List<DocumentLease> unread = new ArrayList<>();

    private boolean isRead = true;

    private int busy;
    private boolean handlersAreQuick;
    /** A document that a receiver died with: what is taken along must not count as tried when that happens again. */
    private boolean suspicious;

    private boolean closed;

    RunQueue(InHand inHand, Endings endings, Alarm alarm, int workers) {
        this.inHand = inHand;
        this.endings = endings;
        this.alarm = alarm;
        this.workers = workers;
    }

    /** How many more can be taken; none while half of what is taken ahead is there, so that they are taken many at a time. */
    synchronized int room() {
        int ahead = handlersAreQuick && !suspicious ? workers * AHEAD_OF_EACH : 0;
        boolean enough = closed || (ahead > 0 && waiting.size() * 2 >= ahead);
        return enough ? 0 : workers - busy + ahead - waiting.size();
    }

    /** What was taken while the inbox stopped goes back at once. */
    void add(DocumentRun run) {
        if (!accepts(run)) {
            giveBack(List.of(run));
        }
    }

    private synchronized boolean accepts(DocumentRun run) {
        if (closed) {
            return false;
        }
        suspicious = run.lease().isSuspect() || (suspicious && !waiting.isEmpty());
        waiting.addLast(run);
        notifyAll();
        return true;
    }

    /**
     * Waits for the next; null when the inbox stops. An interrupt that comes late, meant for a handler that has ended, is none
     * for its worker.
     */
    synchronized @Nullable DocumentRun next() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.debug("An idle worker was interrupted, and goes on", e);
            }
        }
        if (closed) {
            return null;
        }
        busy++;
        return waiting.removeFirst();
    }

    /**
     * Whether the next run of a document can be read under the same lease: it costs less than to give the document back, which
     * is done when others wait.
     */
    synchronized boolean mayGoOn(DocumentRun run) {
        return run.isFull() && run.lease().isYoung() && waiting.isEmpty() && isRead;
    }

    /** Documents whose next run is to be read. */
    synchronized List<DocumentLease> unread() {
        List<DocumentLease> leases = List.copyOf(unread);
        unread.clear();
        return leases;
    }

    /** The worker is free again, and the document's next run is to be read, or its lease has ended. */
    void ended(DocumentRun run, long begun, boolean goesOn) {
        boolean stopped;
        synchronized (this) {
            busy--;
            handlersAreQuick =
                    (System.nanoTime() - begun) / Math.max(1, run.items().size()) < QUICK_NANOS;
            stopped = !isRead;
            if (goesOn && !stopped) {
                unread.add(run.lease());
            }
        }
        if (!goesOn) {
            inHand.remove(run.lease());
        } else if (stopped) {
            giveBack(run.lease());
        }
        alarm.ring();
    }

    void giveBackWhatWaits() {
        List<DocumentRun> late = new ArrayList<>();
        synchronized (this) {
            if (!waiting.isEmpty() && System.nanoTime() - waiting.getFirst().since() > LONGEST_WAIT_NANOS) {
                handlersAreQuick = false;
                late.addAll(waiting);
                waiting.clear();
            }
        }
        giveBack(late);
    }

    /** Nothing is read from now on, so no document is kept for that. */
    void readNoMore() {
        List<DocumentLease> left;
        synchronized (this) {
            isRead = false;
            left = unread();
        }
        left.forEach(this::giveBack);
    }

    /** Ends the waiting of workers; what waited for them goes back. */
    void close() {
        readNoMore();
        List<DocumentRun> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(waiting);
            waiting.clear();
            notifyAll();
        }
        giveBack(left);
    }

    private void giveBack(List<DocumentRun> runs) {
        runs.forEach(run -> giveBack(run.lease()));
    }

    /** A document that is not begun here goes back, and does not count as tried. */
    void giveBack(DocumentLease lease) {
        try {
            Endings.Result unused = endings.write(Ending.givenBack(lease));
        } catch (SQLException | RuntimeException | Error e) {
            LOG.debug("A document that was taken is free again when its lease is over", e);
        } finally {
            inHand.remove(lease);
        }
    }
}
