package dev.strapiwebhooks.tck;

import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Clock;
import java.time.Duration;

/** A replay store that can go down and come back. */
final class SwitchableGuard implements ReplayGuard {
    private final ReplayGuard store;
    private volatile boolean down;

    SwitchableGuard(Clock clock) {
        store = InMemoryReplayGuard.create(InMemoryReplayGuard.DEFAULT_CAPACITY, clock);
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    @Override
    public boolean tryClaim(ReplayKey key, Duration keepFor) {
        requireUp();
        return store.tryClaim(key, keepFor);
    }

    @Override
    public void release(ReplayKey key) {
        requireUp();
        store.release(key);
    }

    private void requireUp() {
        if (down) {
            throw new IllegalStateException("the replay store is down");
        }
    }
}
