package dev.strapiwebhooks;

/** What a successful verification proves. Ask {@link Verification.Verified#guarantees()}. */
public enum Guarantee {
    /** The sender knows the key. */
    AUTHENTICITY,
    /** The body is, byte for byte, what the holder of the key signed. */
    INTEGRITY,
    /** The signed time is within the tolerance, so an old recording would have been refused. */
    FRESHNESS
}
