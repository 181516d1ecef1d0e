package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookVerifier;
import java.time.Clock;

/** What all servers share: the secret, and an endpoint with every check on, sized for the load. */
final class Target {
    static final String SECRET = "benchmark-secret-0123456789abcdef";
    static final BareHmac HMAC = new BareHmac(SECRET);
    /** Where the heap after a garbage collection can be asked for, in bytes. */
    static final String HEAP_PATH = "/heap";

    /** A load test sends in minutes what Strapi sends in months, and a claim lives for eleven of them. */
    private static final int CLAIMS = 8_000_000;

    private Target() {}

    static WebhookEndpoint endpoint() {
        return WebhookEndpoint.of(WebhookVerifier.timestamped(WebhookSecret.of(SECRET))
                .replayGuard(InMemoryReplayGuard.create(CLAIMS, Clock.systemUTC()))
                .build());
    }

    static long heapAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
