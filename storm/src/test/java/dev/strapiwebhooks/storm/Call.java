package dev.strapiwebhooks.storm;

import dev.strapiwebhooks.inbox.StoredDelivery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of a handler. Times are milliseconds of the machine's clock.
 *
 * @param caller which process, and its how many-th call it is
 * @param document what must not be handled twice at once
 * @param number the sender's number of the delivery
 * @param id the inbox' number of the delivery
 * @param attempt as the handler was told
 * @param createdAt as signed
 * @param overtaken as the handler was told
 * @param begin when
 * @param end when; of a killed process when it was killed; {@link Long#MAX_VALUE} while it runs
 * @param outcome how it ended
 */
record Call(
        Caller caller,
        String document,
        long number,
        long id,
        int attempt,
        long createdAt,
        boolean overtaken,
        long begin,
        long end,
        Outcome outcome) {
    /** Of those that began in the same millisecond, the one that ended first was the first. */
    static final Comparator<Call> IN_TIME =
            Comparator.comparingLong(Call::begin).thenComparingLong(Call::end);

    enum Outcome {
        DONE,
        FAILED,
        KILLED,
        RUNNING
    }

    record Caller(int receiver, long process, long call) {}

    int receiver() {
        return caller.receiver();
    }

    long process() {
        return caller.process();
    }

    static void writeBegin(Journal journal, Caller caller, String document, long number, StoredDelivery delivery) {
        journal.write(
                "begin",
                caller.process(),
                caller.call(),
                caller.receiver(),
                document,
                number,
                delivery.id(),
                delivery.attempt(),
                delivery.received().orderedBy().toEpochMilli(),
                delivery.overtaken(),
                System.currentTimeMillis(),
                Thread.currentThread().getName());
    }

    static void writeEnd(Journal journal, long process, long call, Outcome outcome) {
        journal.write("end", process, call, outcome, System.currentTimeMillis());
    }

    /** Sorted by time. */
    static List<Call> parse(List<List<String>> lines, Deeds deeds) {
        Map<String, Call> calls = new HashMap<>();
        for (List<String> words : lines) {
            String key = words.get(1) + "/" + words.get(2);
            if (words.get(0).equals("begin")) {
                calls.put(key, begun(words, deeds));
            } else {
                calls.computeIfPresent(
                        key, (unused, call) -> call.ended(Long.parseLong(words.get(4)), Outcome.valueOf(words.get(3))));
            }
        }
        return calls.values().stream().sorted(IN_TIME).toList();
    }

    /** What is known of a call without an end. */
    private static Call begun(List<String> words, Deeds deeds) {
        long process = Long.parseLong(words.get(1));
        long killed = deeds.killed(process);
        return new Call(
                new Caller(Integer.parseInt(words.get(3)), process, Long.parseLong(words.get(2))),
                words.get(4),
                Long.parseLong(words.get(5)),
                Long.parseLong(words.get(6)),
                Integer.parseInt(words.get(7)),
                Long.parseLong(words.get(8)),
                Boolean.parseBoolean(words.get(9)),
                Long.parseLong(words.get(10)),
                killed,
                killed == Long.MAX_VALUE ? Outcome.RUNNING : Outcome.KILLED);
    }

    Call ended(long time, Outcome how) {
        return new Call(caller, document, number, id, attempt, createdAt, overtaken, begin, time, how);
    }

    boolean isDone() {
        return outcome == Outcome.DONE;
    }

    @Override
    public String toString() {
        return "call " + caller.call() + " of receiver " + receiver() + " (process " + process() + "): " + document
                + " number " + number + " id " + id + " attempt " + attempt + " createdAt " + createdAt
                + (overtaken ? " overtaken" : "") + ", " + begin + " to "
                + (end == Long.MAX_VALUE ? "?" : end + " (" + (end - begin) + " ms)") + " " + outcome;
    }
}
