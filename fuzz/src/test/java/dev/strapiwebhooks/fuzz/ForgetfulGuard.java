package dev.strapiwebhooks.fuzz;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;

/** Remembers nothing: a fuzzer repeats itself, and each input is to be judged alone. */
final class ForgetfulGuard implements ReplayGuard {
    @Override
    public boolean tryClaim(ReplayKey key, Duration keepFor) {
        return true;
    }

    @Override
    public void release(ReplayKey key) {}
}
