package dev.strapiwebhooks.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What lines of the log say, for everything that logs deliveries: one delivery is found by the same names everywhere. */
public final class LogText {
    /** In characters. */
    private static final int LONGEST = 200;

    private LogText() {}

    /**
     * The key-value pairs that name an event and what it is about.
     *
     * @param event the event's name
     * @param subject what it is about
     * @return {@code event}, {@code uid} and {@code documentId}, each where there is one, {@linkplain #printable printable}
     */
    public static Map<String, Object> facts(String event, OrderingKey subject) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event", printable(event));
        subject.uid().ifPresent(uid -> facts.put("uid", printable(uid)));
        subject.documentId().ifPresent(id -> facts.put("documentId", printable(id)));
        return facts;
    }

    /**
     * Text for a line. Names come from content editors: a line break in one must not forge a line, nor a megabyte fill the
     * disk.
     *
     * @param text any text
     * @return at most 200 characters of it, with question marks for what is no character to see
     */
    public static String printable(String text) {
        boolean tooLong = text.length() > LONGEST;
        String shown = tooLong ? text.substring(0, LONGEST) : text;
        return shown.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?") + (tooLong ? "…" : "");
    }

    /**
     * A duration as a number that can be filtered and drawn.
     *
     * @param time the duration
     * @return milliseconds, with three decimals
     */
    public static double millis(Duration time) {
        return Math.round(time.toNanos() / 1_000.0) / 1_000.0;
    }
}
