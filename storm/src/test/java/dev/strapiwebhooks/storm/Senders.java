package dev.strapiwebhooks.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Senders for each receiver, so that one that stands still holds up no more than its own. */
final class Senders {
    private static final int FOR_EACH = 8;

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Senders(StormFleet fleet, Path file, long seed) throws IOException {
        Journal journal = Journal.appending(file);
        for (int i = 0; i < FOR_EACH * fleet.size(); i++) {
            Thread thread = new Thread(
                    new Sender(fleet, journal, numbers, isOver, i % fleet.size(), new Random(seed * 1000 + i)));
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Makes them finish what they have in hand. */
    void stop(Duration patience) throws InterruptedException {
        isOver.set(true);
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    /** How many deliveries there were. */
    long count() {
        return numbers.get();
    }
}
