package dev.strapiwebhooks.tck.replay;

import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;

class InMemoryReplayGuardContractTest extends ReplayGuardContract {
    private final ReplayGuard guard = InMemoryReplayGuard.create();

    @Override
    protected ReplayGuard guard() {
        return guard;
    }

    @Override
    protected ReplayGuard guardOfAnotherReceiver() {
        return guard;
    }
}
