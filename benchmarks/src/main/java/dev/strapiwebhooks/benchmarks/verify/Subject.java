package dev.strapiwebhooks.benchmarks.verify;

/** A verification of one genuine delivery, ready to be repeated. Not thread-safe. */
@FunctionalInterface
interface Subject {
    /** Starts from what a receiver has: the raw bytes and the header texts. */
    boolean verify() throws Exception;
}
