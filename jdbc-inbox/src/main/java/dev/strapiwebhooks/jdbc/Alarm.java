package dev.strapiwebhooks.jdbc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a thread wait until there may be something to do. Thread-safe. */
final class Alarm {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean isRinging;
    private boolean isSet;
    private long at;

    /** Ends the wait, or the next one. */
    void ring() {
        lock.lock();
        try {
            isRinging = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a wait after that time. */
    void ringIn(Duration wait) {
        if (wait.isZero()) {
            ring();
            return;
        }
        long then = System.nanoTime() + wait.toNanos();
        lock.lock();
        try {
            if (!isSet || then - at < 0) {
                isSet = true;
                at = then;
                rung.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits; true when it was rung before that time was over. */
    boolean await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            while (!isRinging) {
                long now = System.nanoTime();
                if (isSet && now - at >= 0) {
                    break;
                }
                long left = isSet ? Math.min(end - now, at - now) : end - now;
                if (end - now <= 0) {
                    return false;
                }
                rung.await(left, TimeUnit.NANOSECONDS);
            }
            isSet = isSet && System.nanoTime() - at < 0;
            isRinging = false;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
