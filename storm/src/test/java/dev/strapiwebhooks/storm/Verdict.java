package dev.strapiwebhooks.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what the checks find. Not thread-safe. */
final class Verdict {
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();

    void broken(Promise promise, String what, List<?> proofs) {
        violations.add(new Violation(promise, what, proofs));
    }

    /** What is no fault, and yet worth a number in the report. */
    void count(String what) {
        long unused = counts.merge(what, 1L, Long::sum);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
