package dev.strapiwebhooks.replay;

import java.util.concurrent.locks.ReentrantLock;

/** One independently locked part of an {@link InMemoryReplayGuard}. */
final class ClaimStripe {
    private final ReentrantLock lock = new ReentrantLock();
    private final ClaimTable claims;

    ClaimStripe(int capacity) {
        claims = new ClaimTable(capacity);
    }

    boolean tryClaim(ReplayKey key, long now, long end) {
        lock.lock();
        try {
            return claims.tryClaim(key, now, end);
        } finally {
            lock.unlock();
        }
    }

    void release(ReplayKey key) {
        lock.lock();
        try {
            claims.release(key);
        } finally {
            lock.unlock();
        }
    }

    int countLive(long now) {
        lock.lock();
        try {
            return claims.countLive(now);
        } finally {
            lock.unlock();
        }
    }
}
