package dev.strapiwebhooks.benchmarks.http;

import java.util.Locale;

/** What a server does with a request; each has a path of its own. */
public enum Variant {
    /** Reads the body into an array. Nothing that handles bodies can do less. */
    READ,
    /** Reads it and computes one HMAC over it. What verifies can hardly do less. */
    HMAC,
    /** Does both, and parses a Jackson tree: nothing that hands out events can do less. */
    HMAC_AND_TREE,
    /** This library: limits, HMAC, time, replay, typed event, report. */
    VERIFIED;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
