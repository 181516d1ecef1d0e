package dev.strapiwebhooks.internal;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded number of buckets in memory; the one that was not used for longest goes first. */
public final class ClientBuckets {
    public static final int CAPACITY = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CAPACITY;
        }
    };
    private final int requests;
    private final Duration period;

    public ClientBuckets(int requests, Duration period) {
        this.requests = requests;
        this.period = period;
        bucket(requests, period); // a wrong setting fails now and not at the first request
    }

    public Bucket of(String client) {
        lock.lock();
        try {
            return buckets.computeIfAbsent(client, key -> bucket(requests, period));
        } finally {
            lock.unlock();
        }
    }

    public static Bucket bucket(int requests, Duration period) {
        if (requests < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "a rate limit needs at least 1 request in a positive period, not " + requests + " in " + period);
        }
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
                .build();
    }
}
