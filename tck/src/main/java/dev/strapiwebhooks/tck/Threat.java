package dev.strapiwebhooks.tck;

/**
 * The kinds of attacks and faults that every adapter must survive. Each has tests in the contract, marked with {@link
 * Withstands}; {@code docs/attacks.md} lists which test ran on which server.
 */
public enum Threat {
    /** A signature of the wrong length that agrees as far as it goes. */
    TRUNCATED_COMPARE("Prefix or truncated compare", "CVE-2024-21491 (svix for Rust)"),
    /** Keys tried one after the other, until one fits. */
    KEYS_TRIED_IN_TURN("Not all keys tried; a compare that is not constant-time", "CVE-2022-43411, CVE-2022-43412"),
    /** Headers that are no signature or time at all. */
    MALFORMED_HEADER("Exception on a malformed header", "CVE-2023-50728 (octokit)"),
    /** Numbers that a lenient parser takes. */
    LENIENT_NUMBERS("Lenient numbers", "Strapi's documentation, whose sample lets NaN pass"),
    /** The extremes of 64 bits. */
    OVERFLOW("Overflow", "Math.abs(Long.MIN_VALUE)"),
    /** Times outside the window, in both directions. */
    FUTURE_TIMESTAMP("Future and past timestamps", "Slack, Stripe"),
    /** Seconds for milliseconds. */
    UNIT_CONFUSION("Unit confusion", "seconds where milliseconds are expected"),
    /** Leaving out what is checked. */
    MISSING_TIMESTAMP("Missing timestamp as a downgrade", "GHSA-q9g3-q6fj-hc2x"),
    /** An old body under a new header. */
    REFRESHED_TIMESTAMP("Old body under a fresh timestamp", "schemes that sign the body only"),
    /** The same delivery again. */
    REPLAY("Replay, also with changed unsigned headers or hex case", ""),
    /** Deliveries that only look alike. */
    LEGITIMATE_DOUBLES("Legitimate doubles are accepted", "Strapi sends them"),
    /** Around the end of the window. */
    REPLAY_AT_THE_EDGES("Replay just inside and outside the window", ""),
    /** Secrets that are none. */
    WEAK_SECRET("Empty, blank or short secret", "CVE-2026-21894 (n8n)"),
    /** Headers sent twice. */
    REPEATED_HEADERS("Repeated headers", "on two lines, or joined with a comma"),
    /** The same text in other bytes. */
    CHARSET_AND_LINE_ENDINGS("Charset, line endings, byte order mark", "Slack"),
    /** The same JSON in other bytes. */
    RE_SERIALISED_BODY("Re-serialised body", "octokit/webhooks#71"),
    /** Bodies that cost memory or time before anyone is authenticated. */
    MEMORY_BEFORE_AUTHENTICATION("Memory and time before authentication", "CVE-2026-42294 (Argo)"),
    /** Parsing what nobody signed. */
    PARSE_BEFORE_VERIFY("Parse before verify", ""),
    /** The right digits under another name. */
    ALGORITHM_CONFUSION("Algorithm confusion", ""),
    /** Secrets in what people read. */
    LEAKS("Leaks in logs, answers, metrics and texts", "Slack, LINE"),
    /** Other ways to reach the same handler. */
    CONTAINER_PATHS("Paths, methods and dispatches of the container", ""),
    /** Compressed bodies. */
    COMPRESSION("Compression", ""),
    /** Handlers that fail without an exception. */
    QUIET_FAILURE("Handler fails, also quietly: a resend is accepted", "Spring sets 500 without an exception"),
    /** The replay store is gone. */
    STORE_DOWN("Store down: 503, closed, recovers", ""),
    /** Connections that break, stall or flood. */
    BROKEN_CONNECTIONS("Broken, stalled and dropped connections", ""),
    /** Senders who take what the rest of the application needs. */
    EXHAUSTION("Threads and memory of the application taken by senders without a key", "slow bodies"),
    /** Two opinions on where a body ends. */
    FRAMING("Contradicting lengths", "request smuggling"),
    /** Clocks and servers that start over. */
    RESTARTS_AND_CLOCKS("Restarts and jumping clocks", "");

    private final String title;
    private final String seenIn;

    Threat(String title, String seenIn) {
        this.title = title;
        this.seenIn = seenIn;
    }

    /**
     * A heading.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * Where it happened, or what it is about.
     *
     * @return an advisory, a project or a hint; may be empty
     */
    public String seenIn() {
        return seenIn;
    }
}
