package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The protocol of the inbox, which several receivers speak with one database. It is the only coordinator and the only
 * clock; docs/reliability.md has the promises, and docs/decisions.md why the statements are as they are. Each method is one
 * transaction. Thread-safe.
 */
interface InboxSql {
    /**
     * Stores deliveries with work for each handler, and a lease for each document that has none.
     *
     * @return the numbers of those that were new, by token
     */
    Map<String, Long> store(List<NewDelivery> deliveries, Duration within) throws SQLException;

    /** Takes documents that are due, the earliest first, never one of those that this process still has in hand. */
    List<Claimed> claim(Claim claim) throws SQLException;

    /** Gives back what this receiver has taken, but does not know of. */
    void release(String owner, Collection<LeaseKey> inHand) throws SQLException;

    /** Reads what is to be handled of documents that were taken: from the head on, up to the first that must wait. */
    List<WorkItem> read(Collection<DocumentLease> leases, int most) throws SQLException;

    /** For how long nothing is due; the given time when there is nothing. */
    Duration untilNext(Set<String> handlers, Duration atMost) throws SQLException;

    /** Holds leases for longer. Those that are missing in the answer were lost, or are locked just now. */
    Set<LeaseKey> renew(Collection<DocumentLease> leases, Duration length) throws SQLException;

    /** Which of the leases are still those that were taken. */
    Set<LeaseKey> stillHeld(Collection<DocumentLease> leases) throws SQLException;

    /**
     * Writes ends down, all in one commit.
     *
     * @return the items that were written; those that are missing were written before, or belong to another receiver now
     */
    Set<LeaseKey> end(List<Ending> endings) throws SQLException;

    /** Whether a delivery is still to be done. */
    boolean isPending(WorkItem item) throws SQLException;

    /**
     * The first part of a transactional handler's transaction, on the connection that the handler is given: from here on the
     * delivery is done, if the transaction commits.
     *
     * @return false when it is done already, or belongs to another receiver now
     */
    boolean removeIn(Connection connection, DocumentLease lease, WorkItem item, Duration idleLimit) throws SQLException;

    /**
     * In a transaction of an operator's, before anything else: where row locks do not order it with what receivers do, it is
     * alone from here on.
     */
    void beAlone(Connection connection) throws SQLException;

    /** In a transaction: work for a dead letter that is tried again, due now. */
    void revive(Connection connection, LeaseKey key, Position position) throws SQLException;

    /** In a transaction: nobody stores until it ends, so that a list of handlers can change. */
    void lockOutStoring(Connection connection) throws SQLException;

    /** In a transaction: work of kept deliveries for a handler, and leases; the number of the last, or -1 when none is left. */
    long fill(Connection connection, String handler, long from, long to, int most) throws SQLException;

    /** An expression: as many milliseconds ago as the one parameter says. */
    String ago();

    /** In a transaction: locks deliveries that are to be deleted; those that others have locked are left out. */
    List<Long> lockToDelete(Connection connection, List<Long> deliveries) throws SQLException;

    /**
     * What is asked for.
     *
     * @param handlers those of this receiver
     * @param inHand what this process still works on, whoever has it by now
     * @param most how many
     * @param owner this receiver
     * @param lease for how long
     * @param everything also what became due long before the latest that was taken
     * @param suspects also what was taken before without an end
     * @param takeOver also what another receiver has and has not renewed in time
     */
    record Claim(
            Set<String> handlers,
            Collection<LeaseKey> inHand,
            int most,
            String owner,
            Duration lease,
            boolean everything,
            boolean suspects,
            boolean takeOver) {}

    /**
     * What was taken.
     *
     * @param key document and handler
     * @param fence of this time
     * @param tries how often without an end, this time included
     */
    record Claimed(LeaseKey key, long fence, int tries) {}
}
