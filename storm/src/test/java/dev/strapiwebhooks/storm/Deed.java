package dev.strapiwebhooks.storm;

import java.util.List;

/**
 * What the director did.
 *
 * @param what which trouble
 * @param receiver to whom; -1 for the database
 * @param process the receiver's process at its begin
 * @param from when it began, in milliseconds; before anything was done
 * @param to when it was over; {@link Long#MAX_VALUE} when it is not
 * @param detail how
 */
record Deed(Trouble what, int receiver, long process, long from, long to, String detail) {
    static final int DATABASE = -1;

    long millis() {
        return to - from;
    }

    boolean touches(long begin, long end) {
        return from <= end && to >= begin;
    }

    static Deed parse(List<String> words) {
        return new Deed(
                Trouble.valueOf(words.get(2)),
                Integer.parseInt(words.get(3)),
                Long.parseLong(words.get(4)),
                Long.parseLong(words.get(5)),
                Long.MAX_VALUE,
                words.get(6));
    }

    Deed over(long time) {
        return new Deed(what, receiver, process, from, time, detail);
    }

    @Override
    public String toString() {
        return what + (receiver == DATABASE ? "" : " of receiver " + receiver + " (process " + process + ")") + " "
                + detail + ", " + from + " to " + (to == Long.MAX_VALUE ? "?" : to + " (" + millis() + " ms)");
    }
}
