package dev.strapiwebhooks.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request claim: a signature, what was signed besides the body, and when. Nothing of it is proven
 * yet.
 */
public final class SignatureInput {
    private static final byte[] NOTHING = {};

    private final byte[] signature;
    private final byte[] prefix;
    private final byte[] suffix;
    private final @Nullable Instant timestamp;

    private SignatureInput(byte[] signature, byte[] prefix, byte[] suffix, @Nullable Instant timestamp) {
        this.signature = requireNonNull(signature, "signature");
        this.prefix = requireNonNull(prefix, "prefix");
        this.suffix = requireNonNull(suffix, "suffix");
        this.timestamp = timestamp;
    }

    /**
     * A signature over the body alone.
     *
     * @param signature the decoded signature
     * @return the claim
     */
    public static SignatureInput of(byte[] signature) {
        return new SignatureInput(signature, NOTHING, NOTHING, null);
    }

    /**
     * A signature over bytes before the body, the body, and bytes after it.
     *
     * @param signature the decoded signature
     * @param prefix what was signed before the body
     * @param suffix what was signed after the body
     * @param timestamp the time, which must be part of {@code prefix} or {@code suffix}: an unsigned time proves nothing
     * @return the claim
     * @throws IllegalArgumentException when nothing but the body is signed, so that the time cannot be
     */
    public static SignatureInput of(byte[] signature, byte[] prefix, byte[] suffix, Instant timestamp) {
        if (prefix.length + suffix.length == 0) {
            throw new IllegalArgumentException("the time is not part of what is signed; put it into prefix or suffix");
        }
        return new SignatureInput(signature, prefix, suffix, requireNonNull(timestamp, "timestamp"));
    }

    /**
     * The signature.
     *
     * @return the decoded bytes; not copied
     */
    public byte[] signature() {
        return signature;
    }

    /**
     * What was signed before the body.
     *
     * @return the bytes; not copied
     */
    public byte[] prefix() {
        return prefix;
    }

    /**
     * What was signed after the body.
     *
     * @return the bytes; not copied
     */
    public byte[] suffix() {
        return suffix;
    }

    /**
     * The time that the headers claim.
     *
     * @return the time; empty when the headers hold none
     */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestamp);
    }
}
