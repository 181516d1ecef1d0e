package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets deliveries that arrive at the same time share one commit, which is what costs. While one thread writes, the others
 * line up; the next one writes for all of them. Each returns only when its own delivery is durable. No thread of its own.
 */
final class GroupCommit {
    private static final int MOST_ROWS = 64;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final DeliveryWriter writer;
    private final Duration timeout;
    private final ConcurrentLinkedQueue<Waiting> line = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    GroupCommit(DeliveryWriter writer, Duration timeout) {
        this.writer = writer;
        this.timeout = timeout;
    }

    /** True when the delivery was new. */
    boolean store(DeliveryRow row) throws SQLException {
        Waiting mine = new Waiting(row);
        line.add(mine);
        if (!lock()) {
            // Where somebody is writing it just now, it may be stored nevertheless; nobody was told so.
            line.remove(mine);
            throw new StoreException("the database took longer than " + timeout);
        }
        try {
            while (!mine.done) {
                writeNextGroup();
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.stored;
    }

    private boolean lock() {
        try {
            return writing.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void writeNextGroup() {
        List<Waiting> group = new ArrayList<>();
        long bytes = 0;
        for (Waiting next = line.poll(); next != null; next = line.poll()) {
            group.add(next);
            bytes += next.row.size();
            if (group.size() == MOST_ROWS || bytes >= MOST_BYTES) {
                break;
            }
        }
        try {
            writeTogetherOrAlone(group);
        } catch (RuntimeException | Error e) {
            group.forEach(waiting -> waiting.fail(new SQLException("a delivery could not be written", e)));
            throw e;
        }
    }

    private void writeTogetherOrAlone(List<Waiting> group) {
        if (group.size() > 1) {
            try {
                boolean[] stored = writer.writeAll(
                        group.stream().map(waiting -> waiting.row).toList());
                for (int i = 0; i < stored.length; i++) {
                    group.get(i).succeed(stored[i]);
                }
                return;
            } catch (SQLException e) {
                if (SqlStates.isConnectionLost(e)) {
                    group.forEach(waiting -> waiting.fail(e));
                    return;
                }
                // One of them may be to blame, which each finds out alone.
            }
        }
        group.forEach(this::writeAlone);
    }

    private void writeAlone(Waiting waiting) {
        try {
            waiting.succeed(writer.write(waiting.row));
        } catch (SQLException e) {
            waiting.fail(e);
        }
    }

    /** A delivery whose thread waits. Everything but the row is written and read by the holder of the lock. */
    private static final class Waiting {
        private final DeliveryRow row;
        private boolean done;
        private boolean stored;
        private @Nullable SQLException failure;

        Waiting(DeliveryRow row) {
            this.row = row;
        }

        void succeed(boolean isNew) {
            done = true;
            stored = isNew;
        }

        void fail(SQLException e) {
            done = true;
            failure = e;
        }
    }
}
