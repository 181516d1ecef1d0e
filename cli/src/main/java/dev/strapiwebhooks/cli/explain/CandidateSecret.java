package dev.strapiwebhooks.cli.explain;

import java.util.Arrays;

/** A secret as it lies in a file or variable, with whatever is around it. Not validated: it may be what is wrong. */
public final class CandidateSecret {
    private final byte[] raw;
    private final boolean previous;

    private CandidateSecret(byte[] raw, boolean previous) {
        this.raw = raw;
        this.previous = previous;
    }

    /**
     * The secret that the receiver uses.
     *
     * @param raw its bytes, copied
     * @return the candidate
     */
    public static CandidateSecret current(byte[] raw) {
        return new CandidateSecret(raw.clone(), false);
    }

    /**
     * A secret that was used before.
     *
     * @param raw its bytes, copied
     * @return the candidate
     */
    public static CandidateSecret previous(byte[] raw) {
        return new CandidateSecret(raw.clone(), true);
    }

    /** As a receiver reads it from a file: without one line end. */
    byte[] key() {
        int end = raw.length;
        if (end > 0 && raw[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && end < raw.length && raw[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOf(raw, end);
    }

    boolean isPrevious() {
        return previous;
    }

    @Override
    public String toString() {
        return "CandidateSecret[redacted]";
    }
}
