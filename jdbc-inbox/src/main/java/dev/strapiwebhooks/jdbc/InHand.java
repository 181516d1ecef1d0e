package dev.strapiwebhooks.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents that this process works on, or will next, whoever has their leases by now. None of them is taken again
 * before its worker has let go: two handlers of one document in one process would be this process's own fault. Thread-safe.
 */
final class InHand {
    private final Map<LeaseKey, DocumentLease> leases = new ConcurrentHashMap<>();

    void add(DocumentLease lease) {
        leases.put(lease.key(), lease);
    }

    void remove(DocumentLease lease) {
        leases.remove(lease.key(), lease);
    }

    boolean has(DocumentLease lease) {
        return leases.get(lease.key()) == lease;
    }

    /** Whether one of them was taken before without an end, and may kill this process, too. */
    boolean hasSuspect() {
        return leases.values().stream().anyMatch(DocumentLease::isFreshSuspect);
    }

    Collection<LeaseKey> keys() {
        return List.copyOf(leases.keySet());
    }

    Collection<DocumentLease> leases() {
        return List.copyOf(leases.values());
    }
}
