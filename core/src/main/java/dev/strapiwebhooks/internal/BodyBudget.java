package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
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
public final class BodyBudget {
    /** Strapi sends up to five deliveries at once, from one address. */
    public static final int LEAST_FOR_ONE_CLIENT = 5;

    private static final int SHARES = 4;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final int maxBodies;
    private final int maxBodiesOfClient;
    private final long maxBytes;
    private final long maxBytesOfClient;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Client> clients = new HashMap<>();
    private int bodies;
    private long bytes;

    /** One client has a quarter of each, but as many places as Strapi needs, and memory for the largest body. */
    public BodyBudget(int maxBodies, long maxBytes, long largestBody) {
        this.maxBodies = maxBodies;
        this.maxBodiesOfClient = Math.max(maxBodies / SHARES, LEAST_FOR_ONE_CLIENT);
        this.maxBytes = maxBytes;
        this.maxBytesOfClient = Math.max(maxBytes / SHARES, largestBody);
    }

    /** Takes the place of one body, which holds no memory yet. */
    public Share take(String address) {
        lock.lock();
        try {
            Client client = clients.computeIfAbsent(address, Client::new);
            if (bodies >= maxBodies) {
                throw busy(client, "as many bodies are being read as the endpoint reads at once: " + maxBodies);
            }
            if (client.bodies >= maxBodiesOfClient) {
                throw busy(client, "one client address sends as many bodies as it may at once: " + maxBodiesOfClient);
            }
            bodies++;
            client.bodies++;
            return new Share(client);
        } finally {
            lock.unlock();
        }
    }

    private RetryLaterException busy(Client client, String detail) {
        forgetIfIdle(client);
        return new RetryLaterException(
                new WebhookRejectedException(RejectionReason.OVERLOADED, detail), RETRY_AFTER_SECONDS);
    }

    private void forgetIfIdle(Client client) {
        if (client.bodies == 0 && client.bytes == 0) {
            clients.remove(client.address);
        }
    }

    /** What one client holds. Guarded by the lock. */
    private static final class Client {
        private final String address;
        private int bodies;
        private long bytes;

        private Client(String address) {
            this.address = address;
        }
    }

    /** What one body has taken. Used by one thread at a time; {@link #close} by any. */
    public final class Share implements AutoCloseable {
        private final Client client;
        private boolean reading = true;
        private boolean closed;
        private long held;

        private Share(Client client) {
            this.client = client;
        }

        /** Takes memory before it is allocated. */
        void grow(int more) {
            lock.lock();
            try {
                if (closed) {
                    throw new IllegalStateException("the request has ended, and what arrives now is not wanted");
                }
                if (more > maxBytes - bytes) {
                    throw busy(client, "bodies in flight hold as much memory as they may: " + maxBytes + " bytes");
                }
                if (more > maxBytesOfClient - client.bytes) {
                    throw busy(
                            client,
                            "the bodies of one client address hold as much memory as they may: " + maxBytesOfClient
                                    + " bytes");
                }
                bytes += more;
                client.bytes += more;
                held += more;
            } finally {
                lock.unlock();
            }
        }

        /** The body is there: it takes no thread any more, but its memory until it is judged. */
        public void bodyRead() {
            lock.lock();
            try {
                if (reading) {
                    reading = false;
                    bodies--;
                    client.bodies--;
                    forgetIfIdle(client);
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
                closed = true;
                bytes -= held;
                client.bytes -= held;
                held = 0;
                bodyRead();
                forgetIfIdle(client);
            } finally {
                lock.unlock();
            }
        }
    }
}
