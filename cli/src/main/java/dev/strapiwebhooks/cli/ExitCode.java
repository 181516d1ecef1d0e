package dev.strapiwebhooks.cli;

/** What commands end with, besides 0 and picocli's 2. */
final class ExitCode {
    /** What was asked for did not hold. */
    static final int REFUSED = 1;
    /** A file, the network or a setting failed. */
    static final int FAILED = 3;

    private ExitCode() {}
}
