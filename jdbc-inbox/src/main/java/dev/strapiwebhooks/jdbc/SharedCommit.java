package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that come at the same time share a transaction. A call that comes alone goes at once, by itself. Those that come
 * while others are on their way wait: the first of them takes all that wait along, when the transaction before it has ended, or,
 * on another connection, when they are as many as went with it. So transactions are as large as the load. There is no thread.
 * Thread-safe.
 */
final class SharedCommit<T, R> {
    /** A transaction that takes longer than this is waited for no longer by those that another connection could take. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Work<T, R> work;
    private final int mostAtOnce;
    private final ToLongFunction<T> size;
    private final long largest;
    private final Object lock = new Object();
    private final Deque<Call<T, R>> waiting = new ArrayDeque<>();
    private final int leaders;
    private int running;
    /** Of the transaction that began last. */
    private int callsOfLast;

    private long lastBegun;

    /**
     * Shares the work.
     *
     * @param work does the transaction
     * @param leaders how many transactions run at once
     * @param mostAtOnce how many calls share one
     * @param size how large a call is
     * @param largest how large the calls of one transaction are together; one alone may be larger
     */
    SharedCommit(Work<T, R> work, int leaders, int mostAtOnce, ToLongFunction<T> size, long largest) {
        this.work = work;
        this.leaders = leaders;
        this.mostAtOnce = mostAtOnce;
        this.size = size;
        this.largest = largest;
    }

    /** One transaction for many calls. */
    @FunctionalInterface
    interface Work<T, R> {
        /** The results, in the order of the calls. */
        List<R> run(List<T> calls) throws SQLException;
    }

    /**
     * The result of this call. An interrupt is kept for later: it must not break a connection that others use.
     *
     * @throws SQLException what the transaction has thrown, the same for all who shared it; null where no transaction was
     *     begun for this call in time
     */
    R submit(T item, Duration patience) throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            Call<T, R> call = new Call<>(item);
            if (!leadsAtOnce(call)) {
                interrupted |= await(call, System.nanoTime() + patience.toNanos());
            }
            if (call.state == State.LEADS) {
                runWithOthers(call);
            }
            return call.result();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean leadsAtOnce(Call<T, R> call) {
        synchronized (lock) {
            waiting.addLast(call);
            return lead(call);
        }
    }

    /** Makes a call that waits the leader of those that wait, if they are enough for another transaction. */
    private boolean lead(Call<T, R> call) {
        boolean enough = running == 0 || waiting.size() >= callsOfLast || System.nanoTime() - lastBegun >= SLOW_NANOS;
        if (running == leaders || !enough || call.state != State.WAITS) {
            return false;
        }
        waiting.remove(call);
        call.state = State.LEADS;
        running++;
        callsOfLast = Math.min(mostAtOnce, waiting.size() + 1);
        lastBegun = System.nanoTime();
        return true;
    }

    /** Whether it was interrupted meanwhile. */
    private boolean await(Call<T, R> call, long end) throws SQLException {
        boolean interrupted = false;
        while (call.state == State.WAITS || call.state == State.GOES_ALONG) {
            LockSupport.parkNanos(this, Math.max(1_000_000, Math.min(SLOW_NANOS, end - System.nanoTime())));
            interrupted |= Thread.interrupted();
            synchronized (lock) {
                boolean unused = lead(call);
            }
            if (System.nanoTime() - end >= 0) {
                giveUp(call);
            }
        }
        return interrupted;
    }

    private void giveUp(Call<T, R> call) throws SQLException {
        synchronized (lock) {
            if (call.state == State.WAITS && waiting.remove(call)) {
                throw new NotBegunException();
            }
        }
    }

    private void runWithOthers(Call<T, R> first) {
        List<Call<T, R>> calls = new ArrayList<>(List.of(first));
        @Nullable Throwable failure = null;
        List<R> results = List.of();
        try {
            addOthers(calls);
            results = work.run(calls.stream().map(call -> call.item).toList());
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        }
        handOver();
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).end(failure == null ? results.get(i) : null, failure);
        }
    }

    private void addOthers(List<Call<T, R>> calls) {
        long total = size.applyAsLong(calls.get(0).item);
        synchronized (lock) {
            while (calls.size() < mostAtOnce && !waiting.isEmpty()) {
                total += size.applyAsLong(waiting.getFirst().item);
                if (total > largest) {
                    break;
                }
                Call<T, R> next = waiting.removeFirst();
                next.state = State.GOES_ALONG;
                calls.add(next);
            }
        }
    }

    private void handOver() {
        Call<T, R> next;
        synchronized (lock) {
            running--;
            next = waiting.peekFirst();
            if (next == null || !lead(next)) {
                return;
            }
        }
        LockSupport.unpark(next.thread);
    }

    private enum State {
        WAITS,
        GOES_ALONG,
        LEADS,
        ENDED
    }

    private static final class Call<T, R> {
        private final T item;
        private final Thread thread = Thread.currentThread();
        private volatile State state = State.WAITS;
        private @Nullable R result;
        private @Nullable Throwable failure;

        Call(T item) {
            this.item = item;
        }

        void end(@Nullable R value, @Nullable Throwable thrown) {
            result = value;
            failure = thrown;
            state = State.ENDED;
            LockSupport.unpark(thread);
        }

        @SuppressWarnings("NullAway") // a call that has not failed has a result
        R result() throws SQLException {
            if (failure instanceof SQLException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return result;
        }
    }

    /** No transaction had room in time: certainly nothing has happened. */
    static final class NotBegunException extends SQLException {
        private static final long serialVersionUID = 1L;

        NotBegunException() {
            super("the database is too slow for all that waits for it");
        }
    }
}
