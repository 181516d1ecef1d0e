package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
import java.time.Instant;

/**
 * The unit of a timestamp header. It is configured, never guessed: each unit has one exact number of digits, which covers
 * the years 2001 to 2286, so that one is never taken for the other.
 */
public enum TimestampUnit {
    /** Milliseconds since 1970, 13 digits: JavaScript's {@code Date.now()}. */
    MILLISECONDS(13, 1),
    /** Seconds since 1970, 10 digits. */
    SECONDS(10, 1000);

    private static final long NOT_DECIMAL = -1;

    private final int digits;
    private final long millis;

    TimestampUnit(int digits, long millis) {
        this.digits = digits;
        this.millis = millis;
    }

    Instant parse(String text) {
        long value = text.length() == digits ? decimal(text) : NOT_DECIMAL;
        if (value < 0) {
            throw new WebhookRejectedException(RejectionReason.MALFORMED_TIMESTAMP, complaint(text));
        }
        return Instant.ofEpochMilli(value * millis);
    }

    String format(Instant time) {
        String text = Long.toString(time.toEpochMilli() / millis);
        if (text.length() != digits) {
            throw new IllegalArgumentException("a timestamp must lie between the years 2001 and 2286, not at " + time);
        }
        return text;
    }

    private String complaint(String text) {
        TimestampUnit other = this == MILLISECONDS ? SECONDS : MILLISECONDS;
        String hint = text.length() == other.digits && decimal(text) >= 0 ? "; it looks like " + other.inWords() : "";
        return "expected " + inWords() + " since 1970, exactly " + digits + " digits" + hint;
    }

    private String inWords() {
        return this == SECONDS ? "seconds" : "milliseconds";
    }

    /** ASCII digits only, no sign and no leading zero, so that one time has one written form. At most 13 of them. */
    private static long decimal(String text) {
        if (text.charAt(0) == '0') {
            return NOT_DECIMAL;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_DECIMAL;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
