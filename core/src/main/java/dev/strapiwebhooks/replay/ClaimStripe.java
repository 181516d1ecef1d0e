package dev.strapiwebhooks.replay;

/**
 * One independently locked part of an {@link InMemoryReplayGuard}. By monitor, because what is locked takes less time than to
 * park a thread: a monitor spins first, and nothing in it blocks, so that virtual threads are held no longer than others.
 */
final class ClaimStripe {
    private final ClaimTable claims;

    ClaimStripe(int capacity) {
        claims = new ClaimTable(capacity);
    }

    synchronized boolean tryClaim(ReplayKey key, long now, long end) {
        return claims.tryClaim(key, now, end);
    }

    synchronized void release(ReplayKey key) {
        claims.release(key);
    }

    synchronized int countLive(long now) {
        return claims.countLive(now);
    }
}
