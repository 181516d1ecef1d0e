package dev.strapiwebhooks.benchmarks.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does one thing again and again on some threads, and counts. */
final class Senders implements AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    Senders(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** What is measured; a failure ends the suite. */
    @FunctionalInterface
    interface Sending {
        void once() throws Exception;
    }

    /** How often in a second. */
    double rate(Duration time, Sending sending) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Callable<Long>> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(() -> {
                long done = 0;
                while (System.nanoTime() < end) {
                    sending.once();
                    done++;
                }
                return done;
            });
        }
        long done = 0;
        for (Future<Long> loop : threads.invokeAll(loops)) {
            done += loop.get();
        }
        return done * 1e9 / (System.nanoTime() - begin);
    }

    /** As often as that. */
    void times(int number, Sending sending) throws Exception {
        AtomicInteger left = new AtomicInteger(number);
        List<Callable<Void>> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(() -> {
                while (left.getAndDecrement() > 0) {
                    sending.once();
                }
                return null;
            });
        }
        for (Future<Void> loop : threads.invokeAll(loops)) {
            Void unused = loop.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
