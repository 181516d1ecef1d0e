package dev.strapiwebhooks.replay;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One independently locked part of an {@link InMemoryReplayGuard}. Claims are kept in the order in which they were
 * made, which is the order in which they end as long as they are kept equally long: sweeping looks at the oldest only,
 * so a claim costs the same however many are live.
 */
final class ClaimStripe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ReplayKey, Long> claims = new LinkedHashMap<>();
    private final int capacity;

    ClaimStripe(int capacity) {
        this.capacity = capacity;
    }

    /** Both times in milliseconds since the epoch; a claim is live up to and including {@code end}. */
    boolean tryClaim(ReplayKey key, long now, long end) {
        lock.lock();
        try {
            sweep(now);
            Long claimedUntil = claims.get(key);
            if (claimedUntil != null && claimedUntil >= now) {
                return false;
            }
            if (claimedUntil == null && claims.size() >= capacity && !makeRoom(now)) {
                throw new ReplayGuardFullException(capacity);
            }
            // An ended claim behind a longer-lived one was not swept: take it out, so that the new one goes to the end.
            claims.remove(key);
            claims.put(key, end);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void release(ReplayKey key) {
        lock.lock();
        try {
            claims.remove(key);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return claims.size();
        } finally {
            lock.unlock();
        }
    }

    /** Ended claims may hide behind one that is kept for longer. */
    private boolean makeRoom(long now) {
        return claims.values().removeIf(end -> end < now);
    }

    private void sweep(long now) {
        Iterator<Long> ends = claims.values().iterator();
        while (ends.hasNext() && ends.next() < now) {
            ends.remove();
        }
    }
}
