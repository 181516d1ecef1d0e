package dev.strapiwebhooks.cli.send;

/** Forgeries. A receiver must refuse the last delivery of each. */
public enum Attack {
    /** One byte of the body is changed. */
    TAMPERED("one byte of the body is changed"),
    /** Signed an hour ago. */
    STALE("signed an hour ago"),
    /** Signed for a time in an hour. */
    FUTURE("signed for a time in an hour"),
    /** The same delivery a second time. */
    REPLAY("the same delivery a second time"),
    /** A replay with other unsigned headers. */
    REPLAY_CHANGED("the same delivery again, with unsigned headers changed"),
    /** No signature. */
    UNSIGNED("no signature and no time"),
    /** Signed with a secret of the attacker. */
    WRONG_SECRET("signed with another secret"),
    /** The time is removed. */
    NO_TIMESTAMP("the time is removed"),
    /** A fresh time with an old signature. */
    FRESH_TIMESTAMP("an old signature with a fresh time"),
    /** Half of the signature. */
    TRUNCATED("the signature is cut in half"),
    /** Two signatures, one of them right. */
    REPEATED("a forged signature in front of the right one"),
    /** A weaker algorithm. */
    ALGORITHM("the signature calls itself sha1"),
    /** Not a POST. */
    GET("a GET without a body, as after a redirect"),
    /** A form. */
    FORM("the body calls itself a form"),
    /** The event in the header is another than in the body. */
    EVENT_HEADER("X-Strapi-Event names another event than the body"),
    /** Larger than a receiver should accept. */
    HUGE("a body of 32 MiB");

    private final String description;

    Attack(String description) {
        this.description = description;
    }

    /**
     * What is forged.
     *
     * @return a few words
     */
    public String description() {
        return description;
    }
}
