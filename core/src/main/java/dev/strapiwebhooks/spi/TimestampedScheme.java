package dev.strapiwebhooks.spi;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookRejectedException;
import java.time.Instant;
import java.util.Map;

/**
 * A signature over {@code timestamp + "." + body}, with both in headers. The timestamp's exact text is signed. Made by
 * {@link SignatureScheme#timestamped()} and {@link SignatureScheme#ed25519()}; the methods here return changed copies.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <K> kind of key
 */
public final class TimestampedScheme<K extends VerificationKey> implements SignatureScheme<K> {
    private static final byte[] NOTHING = {};

    private final SignatureScheme.Algorithm<K> algorithm;
    private final SignatureText text;
    private final String signatureHeader;
    private final String timestampHeader;
    private final Unit unit;

    TimestampedScheme(SignatureScheme.Algorithm<K> algorithm, SignatureText text) {
        this(algorithm, text, "X-Webhook-Signature", "X-Webhook-Timestamp", Unit.MILLISECONDS);
    }

    private TimestampedScheme(
            SignatureScheme.Algorithm<K> algorithm,
            SignatureText text,
            String signatureHeader,
            String timestampHeader,
            Unit unit) {
        this.algorithm = algorithm;
        this.text = text;
        this.signatureHeader = HeaderNames.checked(signatureHeader);
        this.timestampHeader = HeaderNames.checked(timestampHeader);
        this.unit = requireNonNull(unit, "unit");
        if (signatureHeader.equalsIgnoreCase(timestampHeader)) {
            throw new IllegalArgumentException("signature and timestamp cannot both be in " + signatureHeader);
        }
    }

    /**
     * Reads the signature from another header.
     *
     * @param name the header's name; {@code X-Webhook-Signature} unless changed
     * @return a changed copy
     */
    public TimestampedScheme<K> withSignatureHeader(String name) {
        return new TimestampedScheme<>(algorithm, text, name, timestampHeader, unit);
    }

    /**
     * Reads the time from another header.
     *
     * @param name the header's name; {@code X-Webhook-Timestamp} unless changed
     * @return a changed copy
     */
    public TimestampedScheme<K> withTimestampHeader(String name) {
        return new TimestampedScheme<>(algorithm, text, signatureHeader, name, unit);
    }

    /**
     * Reads the time in another unit.
     *
     * @param other the unit; milliseconds unless changed
     * @return a changed copy
     */
    public TimestampedScheme<K> withTimestampUnit(Unit other) {
        return new TimestampedScheme<>(algorithm, text, signatureHeader, timestampHeader, other);
    }

    @Override
    public SignatureScheme.Algorithm<K> algorithm() {
        return algorithm;
    }

    @Override
    public SignatureInput read(WebhookHeaders headers) {
        String signature =
                headers.single(signatureHeader, RejectionReason.MISSING_SIGNATURE, RejectionReason.REPEATED_SIGNATURE);
        String timestamp =
                headers.single(timestampHeader, RejectionReason.MISSING_TIMESTAMP, RejectionReason.REPEATED_TIMESTAMP);
        Instant time = unit.parse(timestamp);
        return SignatureInput.of(text.decode(signature), prefix(timestamp), NOTHING, time);
    }

    @Override
    public byte[] prefix(Instant time) {
        return prefix(unit.format(time));
    }

    @Override
    public Map<String, String> headers(byte[] signature, Instant time) {
        return Map.of(
                timestampHeader, unit.format(time),
                signatureHeader, text.encode(signature));
    }

    /** The text was parsed or made by the unit, so it is ASCII. */
    private static byte[] prefix(String timestamp) {
        byte[] prefix = new byte[timestamp.length() + 1];
        for (int i = 0; i < timestamp.length(); i++) {
            prefix[i] = (byte) timestamp.charAt(i);
        }
        prefix[timestamp.length()] = '.';
        return prefix;
    }

    /**
     * The unit of a timestamp header. It is configured, never guessed: each unit has one exact number of digits, which covers
     * the years 2001 to 2286, so that one is never taken for the other.
     */
    public enum Unit {
        /** Milliseconds since 1970, 13 digits: JavaScript's {@code Date.now()}. */
        MILLISECONDS(13, 1),
        /** Seconds since 1970, 10 digits. */
        SECONDS(10, 1000);

        private static final long NOT_DECIMAL = -1;

        private final int digits;
        private final long millis;

        Unit(int digits, long millis) {
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
                throw new IllegalArgumentException(
                        "a timestamp must lie between the years 2001 and 2286, not at " + time);
            }
            return text;
        }

        private String complaint(String text) {
            Unit other = this == MILLISECONDS ? SECONDS : MILLISECONDS;
            String hint =
                    text.length() == other.digits && decimal(text) >= 0 ? "; it looks like " + other.inWords() : "";
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
}
