package dev.strapiwebhooks.benchmarks.verify;

import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.benchmarks.SettableClock;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * This library with its replay guard. Each verification must be of another delivery, so a ring of them goes round; after
 * each round the guard's clock, and only that, moves on until all claims have ended.
 */
final class OursWithReplayGuard implements Subject {
    private static final int RING = 1 << 13;
    private static final Duration CLAIMS_END = Duration.ofMinutes(12);

    private final SettableClock guardClock = SettableClock.atSystemTime();
    private final WebhookVerifier verifier = WebhookVerifier.timestamped(Sample.secret())
            .replayGuard(InMemoryReplayGuard.create(InMemoryReplayGuard.DEFAULT_CAPACITY, guardClock))
            .build();
    private final WebhookHeaders[] ring;
    private final byte[] arrived;
    private int next;

    private OursWithReplayGuard(WebhookHeaders[] ring, byte[] arrived) {
        this.ring = ring;
        this.arrived = arrived;
    }

    static Subject of(Sample signed, byte[] arrived) {
        WebhookSigner signer = WebhookSigner.timestamped(Sample.secret());
        WebhookHeaders[] ring = IntStream.range(0, RING)
                .mapToObj(i -> Ours.headers(signer, signed.body(), signed.time().minusMillis(i)))
                .toArray(WebhookHeaders[]::new);
        return new OursWithReplayGuard(ring, arrived);
    }

    @Override
    public boolean verify() {
        if (next == RING) {
            next = 0;
            guardClock.advance(CLAIMS_END);
        }
        return verifier.verify(ring[next++], arrived) instanceof Verified;
    }
}
