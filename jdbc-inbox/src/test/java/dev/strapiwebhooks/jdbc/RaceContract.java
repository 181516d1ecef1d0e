package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two receivers, or two threads of one, meet at the worst moment. On PostgreSQL most of them pass each other; on H2, where
 * transactions come one after the other, the second waits, and then both must have come to the same.
 */
abstract class RaceContract {
    private final Callable<HikariDataSource> databases;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    InboxRig rig;

    RaceContract(Callable<HikariDataSource> databases) {
        this.databases = databases;
    }

    @BeforeEach
    void openDatabase() throws Exception {
        rig = new InboxRig(databases.call());
    }

    @AfterEach
    void closeDatabase() {
        threads.shutdownNow();
        rig.close();
    }

    boolean isPostgres() {
        return rig.kind.isRemote();
    }

    <T> Future<T> begin(Callable<T> call) {
        return threads.submit(call);
    }

    /** Begins it, and comes back when it waits for a lock of another. */
    <T> Future<T> beginAndBlock(Callable<T> call) throws Exception {
        long before = rig.blocked();
        Future<T> future = begin(call);
        awaitThat(() -> rig.blocked() > before || future.isDone());
        assertThat(future.isDone() ? "it went on: " + future.get() : "it waits").isEqualTo("it waits");
        return future;
    }

    /** Begins it, and comes back when its thread waits for another thread. */
    <T> Future<T> beginAndPark(Callable<T> call) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<T> future = begin(() -> {
            thread.set(Thread.currentThread());
            return call.call();
        });
        awaitThat(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
        return future;
    }

    /** Begins it beside what is in flight: on PostgreSQL it passes, on H2 it waits. */
    <T> Future<T> beginBeside(Callable<T> call) throws Exception {
        if (!isPostgres()) {
            return beginAndBlock(call);
        }
        Future<T> future = begin(call);
        T unused = result(future);
        return future;
    }

    static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get(4, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new AssertionError("it waits", e);
        }
    }

    static void awaitThat(BooleanSupplier reached) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
