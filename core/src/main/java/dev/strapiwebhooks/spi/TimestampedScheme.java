package dev.strapiwebhooks.spi;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.VerificationKey;
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

    private final SignatureAlgorithm<K> algorithm;
    private final SignatureText text;
    private final String signatureHeader;
    private final String timestampHeader;
    private final TimestampUnit unit;

    TimestampedScheme(SignatureAlgorithm<K> algorithm, SignatureText text) {
        this(algorithm, text, "X-Webhook-Signature", "X-Webhook-Timestamp", TimestampUnit.MILLISECONDS);
    }

    private TimestampedScheme(
            SignatureAlgorithm<K> algorithm,
            SignatureText text,
            String signatureHeader,
            String timestampHeader,
            TimestampUnit unit) {
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
    public TimestampedScheme<K> withTimestampUnit(TimestampUnit other) {
        return new TimestampedScheme<>(algorithm, text, signatureHeader, timestampHeader, other);
    }

    @Override
    public SignatureAlgorithm<K> algorithm() {
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
}
