package dev.strapiwebhooks.jdbc;

/** Where a handler begins that an inbox has not known before. */
public enum HandlerStart {
    /** With what is stored from now on. */
    NOW,
    /** With the oldest delivery that is still kept. The first handlers of an inbox always begin there. */
    OLDEST_KEPT
}
