package dev.strapiwebhooks.spi;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For {@link ReplayGuard}s on a store: the attempts to claim (and to release) of which nobody knows what became, because
 * the store's answer was lost. Their deliveries were refused with status 503, which means that they may be sent again; but
 * the store may have made the claim nevertheless, or make it later. With this memory a resend is not mistaken for a copy.
 *
 * <p>A guard gives each attempt a token of its own, which is stored with the claim. A token that was {@linkplain #add added}
 * is void from then on: no delivery is handled under it. The guard keeps these rules:
 *
 * <ul>
 *   <li>An attempt that fails, and may have been executed, is added before the failure is thrown; likewise the claim whose
 *       release failed.
 *   <li>An attempt that meets a claim under one of the key's {@linkplain #tokens void tokens} replaces that token by its own,
 *       in one atomic step of the store that compares the token, and has then claimed the key. Of simultaneous attempts one
 *       succeeds.
 * </ul>
 *
 * <p>Other receivers do not know these tokens; for them the claim is deleted. While there is anything in here, a daemon
 * thread asks the store for it after 1, 2, 4 … 30 seconds, until the claim's time has passed, because a store that stood
 * still can execute old commands at any moment. While the store does not answer, it asks once a second.
 *
 * <p>Holds at most {@value #CAPACITY} attempts, and forgets the oldest with a warning. Thread-safe.
 */
public final class UncertainClaims implements AutoCloseable {
    /** How many attempts are remembered. */
    public static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(UncertainClaims.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    /** What nanoseconds can count, with room to compare. */
    private static final Duration LONGEST_CLAIM = Duration.ofDays(36_500);

    /** The store's part. */
    @FunctionalInterface
    public interface Store {
        /**
         * Deletes a claim, in one atomic step, if it is there under this token; otherwise does nothing. Throws any {@link
         * RuntimeException} when the store does not answer.
         *
         * @param key the delivery
         * @param token the void token
         */
        void delete(ReplayKey key, String token);
    }

    private final Store store;
    private final int capacity;
    private final long firstPause;

    /** By key, the oldest first. Its monitor guards everything that is not volatile. */
    private final Map<ReplayKey, List<UncertainClaim>> claims = new LinkedHashMap<>();

    private int size;
    private volatile boolean isEmpty = true;
    private volatile boolean closed;
    private boolean warned;
    private @Nullable Thread thread;

    /**
     * An empty memory, without a thread so far.
     *
     * @param store deletes claims
     */
    public UncertainClaims(Store store) {
        this(store, CAPACITY, FIRST_PAUSE);
    }

    UncertainClaims(Store store, int capacity, Duration firstPause) {
        this.store = requireNonNull(store, "store");
        this.capacity = capacity;
        this.firstPause = firstPause.toNanos();
    }

    /**
     * Remembers an attempt, and declares its token void.
     *
     * @param key the delivery
     * @param token the attempt's token, which is never used again
     * @param keepFor how long the claim lives if it was made
     */
    public void add(ReplayKey key, String token, Duration keepFor) {
        long now = System.nanoTime();
        long nanos = (keepFor.compareTo(LONGEST_CLAIM) > 0 ? LONGEST_CLAIM : keepFor).toNanos();
        synchronized (claims) {
            if (tokens(key).contains(token)) {
                return;
            }
            if (size >= capacity) {
                forgetTheOldest();
            }
            claims.computeIfAbsent(key, absent -> new ArrayList<>(2))
                    .add(new UncertainClaim(key, token, now, nanos, firstPause));
            size++;
            isEmpty = false;
            if (thread == null && !closed) {
                thread = startedThread();
            }
        }
    }

    /**
     * The void tokens of a key. One volatile read where nothing is uncertain.
     *
     * @param key the delivery
     * @return the tokens of attempts whose outcome is unknown; mostly none
     */
    public List<String> tokens(ReplayKey key) {
        if (isEmpty) {
            return List.of();
        }
        long now = System.nanoTime();
        synchronized (claims) {
            return claims.getOrDefault(key, List.of()).stream()
                    .filter(claim -> claim.isLive(now))
                    .map(UncertainClaim::token)
                    .toList();
        }
    }

    /**
     * Ends the thread, and asks the store once more for everything, unless it does not answer. To be called while the store
     * can still be asked. A guard that is never closed may leave it out: the thread ends when there is nothing left.
     */
    @Override
    public void close() {
        closed = true;
        synchronized (claims) {
            LockSupport.unpark(thread);
        }
        long start = System.nanoTime();
        deleteAll(claims(claim -> true), () -> System.nanoTime() - start < LONGEST_CLOSE.toNanos());
    }

    private void forgetTheOldest() {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "More than {} claims of unknown outcome. The oldest are forgotten: where the store has made such a"
                            + " claim, a resend of its delivery is refused as a replay until the claim ends",
                    capacity);
        }
        Iterator<List<UncertainClaim>> oldest = claims.values().iterator();
        size -= oldest.next().size();
        oldest.remove();
    }

    /** Its class loader is not the request's, which an application server may want to drop. */
    private Thread startedThread() {
        Thread daemon = new Thread(this::resolve, "strapi-webhook-uncertain-claims");
        daemon.setDaemon(true);
        daemon.setContextClassLoader(UncertainClaims.class.getClassLoader());
        daemon.start();
        return daemon;
    }

    private void resolve() {
        try {
            while (isNeeded()) {
                LockSupport.parkNanos(firstPause);
                boolean unused = Thread.interrupted(); // or the next pause would be none
                long now = System.nanoTime();
                deleteAll(claims(claim -> claim.isDue(now)), () -> !closed);
            }
        } finally {
            synchronized (claims) {
                thread = thread == Thread.currentThread() ? null : thread;
            }
        }
    }

    /** Forgets what has ended. When nothing is left, this thread is given up in the same moment, so that none is missing. */
    private boolean isNeeded() {
        long now = System.nanoTime();
        synchronized (claims) {
            claims.values().removeIf(ofKey -> {
                size -= ofKey.size();
                ofKey.removeIf(claim -> !claim.isLive(now));
                size += ofKey.size();
                return ofKey.isEmpty();
            });
            isEmpty = size == 0;
            warned &= !isEmpty;
            boolean needed = !isEmpty && !closed;
            thread = needed ? thread : null;
            return needed;
        }
    }

    private List<UncertainClaim> claims(Predicate<UncertainClaim> which) {
        synchronized (claims) {
            return claims.values().stream().flatMap(List::stream).filter(which).toList();
        }
    }

    /** Outside of the lock. Stops where the store does not answer, because each question may wait for a timeout. */
    private void deleteAll(List<UncertainClaim> which, BooleanSupplier goesOn) {
        try {
            for (UncertainClaim claim : which) {
                if (!goesOn.getAsBoolean()) {
                    return;
                }
                store.delete(claim.key(), claim.token());
                synchronized (claims) {
                    claim.answered(System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            LOG.debug(
                    "Claims of unknown outcome cannot be deleted yet ({})",
                    e.getClass().getSimpleName());
        }
    }
}
