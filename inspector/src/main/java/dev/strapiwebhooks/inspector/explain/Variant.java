package dev.strapiwebhooks.inspector.explain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One form that something may have had when it was signed.
 *
 * @param <T> what it is
 */
final class Variant<T> {
    private final T value;
    private final @Nullable Cause cause;

    private Variant(T value, @Nullable Cause cause) {
        this.value = value;
        this.cause = cause;
    }

    static <T> Variant<T> expected(T value) {
        return new Variant<>(value, null);
    }

    static <T> Variant<T> of(Cause cause, T value) {
        return new Variant<>(value, cause);
    }

    T value() {
        return value;
    }

    /** What must have gone wrong; empty for the form that is expected. */
    Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    int steps() {
        return cause == null ? 0 : 1;
    }
}
