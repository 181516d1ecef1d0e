package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes ends down. Workers that come to an end at the same time share a commit, and each waits for it: so a receiver that
 * dies leaves at most one call for each of its workers to be repeated. Thread-safe.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final InboxSql sql;
    private final Duration lease;
    private final SharedCommit<Ending, Result> commits;

    Endings(InboxSql sql, Database database, DurableInboxBuilder settings) {
        this.sql = sql;
        this.lease = settings.lease();
        int together = Math.max(1, settings.workers());
        this.commits = new SharedCommit<>(
                this::writeAll, database.isRemote() ? InboxParts.ENDING : 1, together, ending -> 1, together);
    }

    /** What became of it. */
    enum Result {
        /** It is written down. */
        WRITTEN,
        /** There is nothing to write about any more: it is done, or was forgotten. */
        GONE,
        /** Another receiver has the document now. */
        DROPPED
    }

    /** Tries until the lease is over; another receiver takes over then. */
    Result write(Ending ending) throws SQLException {
        return commits.submit(ending, lease);
    }

    private List<Result> writeAll(List<Ending> endings) throws SQLException {
        boolean unsure = false;
        boolean interrupted = false;
        boolean told = false;
        try {
            while (true) {
                try {
                    return results(endings, sql.end(endings), unsure);
                } catch (SQLException e) {
                    unsure |= SqlStates.isBrokenConnection(e);
                    if (endings.stream().noneMatch(ending -> ending.lease().isHeld())) {
                        throw e;
                    }
                    if (!told) {
                        LOG.warn(
                                "Ends of deliveries cannot be written down; it is tried until their leases are over",
                                e);
                    }
                    told = true;
                    interrupted |= Thread.interrupted(); // the pool would give no connection
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is not written may have been, by a commit whose answer was lost. */
    private List<Result> results(List<Ending> endings, Set<LeaseKey> written, boolean unsure) throws SQLException {
        List<Result> results = new ArrayList<>();
        for (Ending ending : endings) {
            WorkItem item = ending.item();
            if (item == null || written.contains(ending.lease().key())) {
                results.add(written(ending));
            } else if (sql.isPending(item)) {
                results.add(Result.DROPPED);
            } else {
                results.add(unsure ? written(ending) : Result.GONE);
            }
        }
        return results;
    }

    private static Result written(Ending ending) {
        if (ending.item() != null && ending.outcome() == Ending.Outcome.DONE) {
            ending.lease().handled(ending.item().position());
        }
        return Result.WRITTEN;
    }
}
