package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.replay.ReplayKey;

/** One attempt in {@link UncertainClaims}, and when to ask for it. Guarded by the lock there. Times are nanoseconds. */
final class UncertainClaim {
    private static final int LONGEST_PAUSE = 30;

    private final ReplayKey key;
    private final String token;
    private final long ends;
    private final long longestPause;
    private long pause;
    private long due;

    UncertainClaim(ReplayKey key, String token, long now, long keepFor, long firstPause) {
        this.key = key;
        this.token = token;
        this.ends = now + keepFor;
        this.longestPause = LONGEST_PAUSE * firstPause;
        this.pause = firstPause;
        this.due = now + firstPause;
    }

    ReplayKey key() {
        return key;
    }

    String token() {
        return token;
    }

    boolean isLive(long now) {
        return ends - now > 0;
    }

    boolean isDue(long now) {
        return now - due >= 0;
    }

    /** The store may still do later what it was asked to do, so it is asked again, less and less often. */
    void answered(long now) {
        pause = Math.min(2 * pause, longestPause);
        due = now + pause;
    }
}
