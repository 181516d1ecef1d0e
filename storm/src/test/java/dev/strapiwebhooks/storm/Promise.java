package dev.strapiwebhooks.storm;

/** What the inbox promises, and the storm tries to break. */
enum Promise {
    /** What was acknowledged was handled, or is a dead letter because its handler fails. */
    HANDLED,
    /** No two calls for one document at once. */
    ONE_AT_A_TIME,
    /** What was handled is handled again only if nobody could know that. */
    NOT_AGAIN,
    /** Calls for one document begin in the order of its events. */
    IN_ORDER,
    /** A transactional handler has its effect exactly once. */
    ONE_EFFECT,
    /** A copy is never accepted, and nothing else than a copy is taken for one. */
    NO_COPIES,
    /** Every sender is answered in time. */
    PROMPT
}
