package dev.strapiwebhooks.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names one delivery for a {@link ReplayGuard}: a SHA-256 over the endpoint's name and what was proven about the signed
 * bytes. It is never derived from header text, so that the same signature in upper and in lower case is one key, and it
 * cannot be turned back into a signature by someone who reads the store.
 *
 * <p>Immutable and thread-safe.
 */
public final class ReplayKey {
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private ReplayKey(ByteBuffer digest) {
        first = digest.getLong();
        second = digest.getLong();
        third = digest.getLong();
        fourth = digest.getLong();
    }

    /**
     * Derives the key of one delivery.
     *
     * @param endpoint name of the receiving endpoint; two endpoints that share a store do not share keys
     * @param proof bytes that only depend on what was signed: the computed MAC, or a digest of the signed bytes
     * @return the key
     */
    public static ReplayKey of(String endpoint, byte[] proof) {
        MessageDigest sha256 = sha256();
        sha256.update(endpoint.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(proof);
        return new ReplayKey(ByteBuffer.wrap(sha256.digest()));
    }

    /**
     * The key as text, for stores.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hex() {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(first)
                + digits.toHexDigits(second)
                + digits.toHexDigits(third)
                + digits.toHexDigits(fourth);
    }

    long firstWord() {
        return first;
    }

    void writeTo(long[] words, int at) {
        words[at] = first;
        words[at + 1] = second;
        words[at + 2] = third;
        words[at + 3] = fourth;
    }

    boolean isAt(long[] words, int at) {
        return words[at] == first && words[at + 1] == second && words[at + 2] == third && words[at + 3] == fourth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayKey that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256", e);
        }
    }
}
