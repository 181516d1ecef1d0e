package dev.strapiwebhooks.storm;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What handling a delivery is like. It follows from the delivery's number, so that every process knows it. */
final class Work {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int FAILS_ONCE = 97;
    private static final int POISON = 499;

    private Work() {}

    /** Most are short; few are so long that somebody is suspended or cut off meanwhile. */
    static Duration duration(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int kind = random.nextInt(100);
        if (kind < 90) {
            return Duration.ofMillis(random.nextInt(1, 10));
        }
        return Duration.ofMillis(kind < 98 ? random.nextInt(20, 150) : random.nextInt(400, 1500));
    }

    static boolean fails(long number, int attempt) {
        return isPoison(number) || (number % FAILS_ONCE == 0 && attempt == 1);
    }

    /** No attempt succeeds: it must become a dead letter. */
    static boolean isPoison(long number) {
        return number % POISON == 0;
    }

    /** In steps, so that a process that was suspended still has the rest to do. */
    static void work(Duration duration) {
        for (long step = 0; step < duration.toMillis() / STEP.toMillis(); step++) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        LockSupport.parkNanos(duration.toNanos() % STEP.toNanos());
    }
}
