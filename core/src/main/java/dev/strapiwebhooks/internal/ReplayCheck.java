package dev.strapiwebhooks.internal;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookUnavailableException;
import dev.strapiwebhooks.replay.ReplayGuard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes and gives back the claims of one verifier. Without a guard, the caller does, and every key stays unused. */
public final class ReplayCheck {
    private final @Nullable ReplayGuard guard;
    private final Duration keepFor;

    private ReplayCheck(@Nullable ReplayGuard guard, Duration keepFor) {
        this.guard = guard;
        this.keepFor = keepFor;
    }

    public static ReplayCheck with(ReplayGuard guard, Duration keepFor) {
        return new ReplayCheck(requireNonNull(guard, "replay guard"), keepFor);
    }

    public static ReplayCheck byCaller(Duration keepFor) {
        return new ReplayCheck(null, keepFor);
    }

    public boolean isByCaller() {
        return guard == null;
    }

    public Duration keepFor() {
        return keepFor;
    }

    /** True when nobody has claimed the delivery before. */
    public boolean claim(Verified delivery) {
        try {
            return guard == null || guard.tryClaim(delivery.replayKey(), keepFor);
        } catch (RuntimeException e) {
            throw new WebhookUnavailableException("the replay guard cannot be asked", e);
        }
    }

    public void release(Verified delivery) {
        try {
            if (guard != null) {
                guard.release(delivery.replayKey());
            }
        } catch (RuntimeException e) {
            throw new WebhookUnavailableException("the replay guard cannot release a claim", e);
        }
    }
}
