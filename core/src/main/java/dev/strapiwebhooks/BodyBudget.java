package dev.strapiwebhooks;

import dev.strapiwebhooks.verify.RejectionReason;
import dev.strapiwebhooks.verify.WebhookRejectedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many bodies of one endpoint are read at once, by how many of them one client may be, and how much memory they hold.
 * A body that is read may take a thread of the server, and nobody has proven anything yet, so the rest of the application
 * must be able to go on beside the largest crowd.
 *
 * <p>Thread-safe.
 */
final class BodyBudget {
    /** Strapi sends up to five deliveries at once, from one address. */
    static final int LEAST_FOR_ONE_CLIENT = 5;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final int maxBodies;
    private final int maxForOneClient;
    private final long maxBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> bodiesByClient = new HashMap<>();
    private int bodies;
    private long bytes;

    BodyBudget(int maxBodies, long maxBytes) {
        this.maxBodies = maxBodies;
        this.maxForOneClient = Math.max(maxBodies / 4, LEAST_FOR_ONE_CLIENT);
        this.maxBytes = maxBytes;
    }

    /** Takes the place of one body, which holds no memory yet. */
    Share take(String client) {
        lock.lock();
        try {
            int ofClient = bodiesByClient.getOrDefault(client, 0);
            if (bodies >= maxBodies) {
                throw busy("as many bodies are being read as the endpoint reads at once: " + maxBodies);
            }
            if (ofClient >= maxForOneClient) {
                throw busy("one client address sends as many bodies as it may at once: " + maxForOneClient);
            }
            bodies++;
            bodiesByClient.put(client, ofClient + 1);
            return new Share(client);
        } finally {
            lock.unlock();
        }
    }

    private static RetryLaterException busy(String detail) {
        return new RetryLaterException(
                new WebhookRejectedException(RejectionReason.OVERLOADED, detail), RETRY_AFTER_SECONDS);
    }

    /** What one body has taken. Used by one thread at a time; {@link #close} by any. */
    final class Share implements AutoCloseable {
        private final String client;
        private boolean reading = true;
        private long held;

        private Share(String client) {
            this.client = client;
        }

        /** Takes memory before it is allocated. */
        void grow(int more) {
            lock.lock();
            try {
                if (more > maxBytes - bytes) {
                    throw busy("bodies in flight hold as much memory as they may: " + maxBytes + " bytes");
                }
                bytes += more;
                held += more;
            } finally {
                lock.unlock();
            }
        }

        /** The body is there: it takes no thread any more, but its memory until it is judged. */
        void bodyRead() {
            lock.lock();
            try {
                if (reading) {
                    reading = false;
                    bodies--;
                    bodiesByClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Gives everything back; calling it again does nothing. */
        @Override
        public void close() {
            lock.lock();
            try {
                bodyRead();
                bytes -= held;
                held = 0;
            } finally {
                lock.unlock();
            }
        }
    }
}
