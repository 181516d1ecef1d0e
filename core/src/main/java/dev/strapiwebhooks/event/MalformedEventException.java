package dev.strapiwebhooks.event;

import org.jspecify.annotations.Nullable;

/** Bytes that are not an event at all. */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    MalformedEventException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /**
     * What is wrong.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /** What is wrong with the bytes. */
    public enum Problem {
        /** Not one JSON object in UTF-8, with distinct names, within Jackson's limits on depth and lengths. */
        INVALID_JSON,
        /** A JSON object without a text member {@code event}. */
        MISSING_EVENT
    }
}
