package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import java.time.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all servers share: the secret, and an endpoint with its defaults, sized for the load. */
final class Target {
    static final String SECRET = "benchmark-secret-0123456789abcdef";
    static final BareHmac HMAC = new BareHmac(SECRET);
    /** Where the heap after a garbage collection can be asked for, in bytes. */
    static final String HEAP_PATH = "/heap";

    static final int MAX_BODY_SIZE = 256 * 1024;

    /** A load test sends in minutes what Strapi sends in months, and a claim lives for eleven of them. */
    private static final int CLAIMS = 8_000_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Target() {}

    /** The parts of the floor. */
    record Parsed(int mac, JsonNode tree) {}

    static Parsed hmacAndTree(byte[] body) {
        return new Parsed(HMAC.compute(body)[0], JSON.readTree(body));
    }

    static WebhookEndpoint endpoint() {
        WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.of(SECRET))
                .replayGuard(InMemoryReplayGuard.create(CLAIMS, Clock.systemUTC()))
                .build();
        return WebhookEndpoint.builder(verifier)
                .maxBodySize(MAX_BODY_SIZE)
                .maxConcurrentBodies(1_000)
                .build();
    }

    static long heapAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
