package dev.strapiwebhooks.codegen;

import org.jspecify.annotations.Nullable;

/** A schema, or what was configured for it, gives no Java types. The message names the place and what to do. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        this(message, null);
    }

    SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
