package dev.strapiwebhooks.event;

import org.jspecify.annotations.Nullable;

/** A part of an event does not fit the class that the application asked for. */
public final class EventBindingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventBindingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
