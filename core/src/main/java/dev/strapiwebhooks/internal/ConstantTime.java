package dev.strapiwebhooks.internal;

import java.security.MessageDigest;

/** The one place where secret-dependent bytes are compared. An architecture test keeps it the only one. */
final class ConstantTime {
    private ConstantTime() {}

    /** Takes a time that depends on the lengths only, never on where the first difference is. */
    static boolean equal(byte[] expected, byte[] candidate) {
        return MessageDigest.isEqual(expected, candidate);
    }
}
