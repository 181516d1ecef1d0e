package dev.strapiwebhooks.benchmarks.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was sent and how it was answered. Thread-safe. */
final class SoakTally {
    private final LongAdder accepted = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> wrong = new ConcurrentSkipListMap<>();

    void genuine(int status) {
        if (status == 200) {
            accepted.increment();
        } else {
            count(wrong, "GENUINE answered " + status);
        }
    }

    void hostile(String kind, int expected, int status) {
        if (status == expected) {
            count(refused, kind);
        } else {
            count(wrong, kind + " answered " + status);
        }
    }

    /** A request that was broken off has no answer. */
    void broken() {
        count(refused, "broken off");
    }

    long accepted() {
        return accepted.sum();
    }

    long refusals() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Map<String, Long> refused() {
        return sums(refused);
    }

    /** Answers that must not be; empty when all is well. */
    Map<String, Long> wrong() {
        return sums(wrong);
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, any -> new LongAdder()).increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
