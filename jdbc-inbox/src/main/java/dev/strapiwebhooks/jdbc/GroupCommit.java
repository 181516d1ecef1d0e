package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets deliveries that arrive at the same time share one commit, which is what costs. While one thread writes, the others
 * line up; then the first of them writes for as many as have come. Each returns when its own delivery is durable, and
 * waits for at most one group before its own. No thread of its own.
 */
final class GroupCommit {
    private static final int MOST_ROWS = 64;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final DeliveryWriter writer;
    private final Duration timeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private boolean someoneWrites;

    GroupCommit(DeliveryWriter writer, Duration timeout) {
        this.writer = writer;
        this.timeout = timeout;
    }

    /** True when the delivery was new. */
    boolean store(DeliveryRow row) throws SQLException {
        Waiting mine = new Waiting(row, lock.newCondition());
        if (isMyTurn(mine)) {
            lead();
        }
        return mine.result();
    }

    /** Lines up and waits: true when this thread is to write, false when another has written. */
    private boolean isMyTurn(Waiting mine) {
        lock.lock();
        try {
            line.add(mine);
            if (!someoneWrites) {
                someoneWrites = true;
                return true;
            }
            long left = timeout.toNanos();
            while (mine.state == State.IN_LINE || mine.state == State.BEING_WRITTEN) {
                if (left <= 0) {
                    throw leave(mine, "the database took longer than " + timeout);
                }
                left = mine.changed.awaitNanos(left);
            }
            return mine.state == State.LEADER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (mine.state == State.LEADER) {
                return true; // somebody has to
            }
            throw leave(mine, "interrupted while waiting for the database");
        } finally {
            lock.unlock();
        }
    }

    /** Where somebody is writing it just now, it may be stored nevertheless; nobody was told so. */
    private StoreException leave(Waiting mine, String why) {
        line.remove(mine);
        return new StoreException(why);
    }

    private void lead() {
        // An interrupt would close the file under H2, for everybody.
        boolean interrupted = Thread.interrupted();
        List<Waiting> group = List.of();
        Throwable failure = null;
        try {
            group = nextGroup();
            writer.write(group);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            handOver(group, failure);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The first in the line is the one that leads. */
    private List<Waiting> nextGroup() {
        lock.lock();
        try {
            List<Waiting> group = new ArrayList<>(Math.min(line.size(), MOST_ROWS));
            long bytes = 0;
            while (!line.isEmpty() && group.size() < MOST_ROWS && bytes < MOST_BYTES) {
                Waiting next = line.remove();
                next.state = State.BEING_WRITTEN;
                bytes += next.row.size();
                group.add(next);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void handOver(List<Waiting> group, @Nullable Throwable failure) {
        lock.lock();
        try {
            for (Waiting written : group) {
                if (written.outcome == null && written.failure == null) {
                    written.failure = new SQLException("a delivery could not be written", failure);
                }
                written.become(State.WRITTEN);
            }
            someoneWrites = !line.isEmpty();
            if (someoneWrites) {
                line.element().become(State.LEADER);
            }
        } finally {
            lock.unlock();
        }
    }

    private enum State {
        IN_LINE,
        LEADER,
        BEING_WRITTEN,
        WRITTEN
    }

    /** A delivery whose thread waits. The state is guarded by the lock; the outcome is set by the thread that writes. */
    static final class Waiting {
        private final DeliveryRow row;
        private final Condition changed;
        private State state = State.IN_LINE;
        private volatile @Nullable Boolean outcome;
        private volatile @Nullable SQLException failure;

        Waiting(DeliveryRow row, Condition changed) {
            this.row = row;
            this.changed = changed;
        }

        DeliveryRow row() {
            return row;
        }

        void succeed(boolean isNew) {
            outcome = isNew;
        }

        void fail(SQLException e) {
            failure = e;
        }

        private void become(State next) {
            state = next;
            changed.signal();
        }

        private boolean result() throws SQLException {
            if (failure != null) {
                throw failure;
            }
            return Boolean.TRUE.equals(outcome);
        }
    }
}
