package dev.strapiwebhooks.storm;

import java.util.List;

/**
 * What became of one time that a delivery was sent. Times are milliseconds.
 *
 * @param number the delivery's
 * @param createdAt as signed
 * @param attempt 0 for the first time, -1 for a copy that is sent after the delivery was acknowledged
 * @param receiver to whom
 * @param sent when the connection was opened
 * @param answered when the answer was there, or the end without one
 * @param status of HTTP, or one of the constants
 */
record Answer(long number, long createdAt, int attempt, int receiver, long sent, long answered, int status) {
    /** The connection ended without an answer. */
    static final int BROKEN = 0;
    /** There was none in time. */
    static final int TIMED_OUT = -1;
    /** Nobody listens. */
    static final int UNREACHABLE = -2;

    static final int COPY = -1;

    static final int ACCEPTED = 202;
    static final int KNOWN = 409;
    static final int NOT_NOW = 503;

    boolean isCopy() {
        return attempt == COPY;
    }

    boolean isAccepted() {
        return status == ACCEPTED;
    }

    boolean isAcknowledged() {
        return status == ACCEPTED || status == KNOWN;
    }

    /** Whether the sender knows that the receiver has refused it, or never saw it. */
    boolean isRefused() {
        return status == NOT_NOW || status == UNREACHABLE;
    }

    long millis() {
        return answered - sent;
    }

    void writeTo(Journal journal) {
        journal.write(number, createdAt, attempt, receiver, sent, answered, status);
    }

    static Answer parse(List<String> words) {
        return new Answer(
                Long.parseLong(words.get(0)),
                Long.parseLong(words.get(1)),
                Integer.parseInt(words.get(2)),
                Integer.parseInt(words.get(3)),
                Long.parseLong(words.get(4)),
                Long.parseLong(words.get(5)),
                Integer.parseInt(words.get(6)));
    }

    @Override
    public String toString() {
        String what = switch (status) {
            case BROKEN -> "broken";
            case TIMED_OUT -> "timed out";
            case UNREACHABLE -> "unreachable";
            default -> Integer.toString(status);
        };
        return (isCopy() ? "copy of " : "") + "number " + number + " createdAt " + createdAt + " to receiver "
                + receiver
                + (isCopy() ? "" : " attempt " + attempt) + ": " + what + ", " + sent + " to " + answered + " ("
                + millis() + " ms)";
    }
}
