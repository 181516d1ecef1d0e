package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.ClientBuckets;
import dev.strapiwebhooks.internal.IpAddress;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.function.Function;

/**
 * Rate limits by token buckets of <a href="https://bucket4j.com">Bucket4j</a>, which must be on the class path ({@code
 * com.bucket4j:bucket4j_jdk17-core}). In memory with the factories that take a number; shared by many receivers with a
 * bucket of one of Bucket4j's own back ends (Redis, JDBC and others).
 */
@SuppressWarnings("exports") // whoever calls this has Bucket4j; others must not need it
public final class Bucket4jRateLimit {
    private Bucket4jRateLimit() {}

    /**
     * A limit for the whole endpoint, in memory. Up to {@code requests} may come at once; they are refilled evenly.
     *
     * @param requests how many, at least 1
     * @param period in which time
     * @return the limit
     */
    public static RateLimit perEndpoint(int requests, Duration period) {
        return perEndpoint(ClientBuckets.bucket(requests, period));
    }

    /**
     * A limit for the whole endpoint, on a bucket of the application's own.
     *
     * @param bucket local or distributed
     * @return the limit
     */
    public static RateLimit perEndpoint(Bucket bucket) {
        return clientAddress -> take(bucket);
    }

    /**
     * A limit for each client, in memory, for up to 10,000 clients; the one that was quiet for
     * longest is forgotten first. Addresses of one IPv6 /64 network are one client. It keeps an accident of one sender from
     * the others; against a distributed flood add {@link #perEndpoint(int, Duration)}.
     *
     * @param requests how many, at least 1
     * @param period in which time
     * @return the limit
     */
    public static RateLimit perClient(int requests, Duration period) {
        ClientBuckets buckets = new ClientBuckets(requests, period);
        return perClient(buckets::of);
    }

    /**
     * A limit for each client, on buckets of the application's own.
     *
     * @param buckets the bucket of a client, by address or /64 network
     * @return the limit
     */
    public static RateLimit perClient(Function<String, Bucket> buckets) {
        return clientAddress -> take(buckets.apply(IpAddress.clientKey(clientAddress)));
    }

    private static Duration take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        // At least a nanosecond, because zero means that the request may pass.
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }
}
