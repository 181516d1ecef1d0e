package dev.strapiwebhooks.cli.listen;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what must not hold up a request, and does not keep the process alive. */
final class Background {
    private Background() {}

    /** One thread with a queue that refuses what is too much. */
    static ThreadPoolExecutor thread(String name, int mostWaiting) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), named(name));
    }

    static ThreadFactory named(String name) {
        return work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        };
    }
}
