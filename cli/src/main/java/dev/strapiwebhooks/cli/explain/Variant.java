package dev.strapiwebhooks.cli.explain;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One form that something may have had when it was signed. Made when it is asked for, because most forms of a large body
 * never are.
 *
 * @param <T> what it is
 */
final class Variant<T> {
    private final Supplier<T> value;
    private final List<Cause> causes;

    private Variant(Supplier<T> value, List<Cause> causes) {
        this.value = value;
        this.causes = causes;
    }

    static <T> Variant<T> expected(T value) {
        return new Variant<>(() -> value, List.of());
    }

    static <T> Variant<T> of(Cause cause, T value) {
        return new Variant<>(() -> value, List.of(cause));
    }

    static <T> Variant<T> lazily(Cause cause, Supplier<T> value) {
        return new Variant<>(value, List.of(cause));
    }

    /** The same, when something else must have gone wrong as well. */
    Variant<T> and(Cause cause) {
        return new Variant<>(
                value, Stream.concat(Stream.of(cause), causes.stream()).toList());
    }

    T value() {
        return value.get();
    }

    /** What must have gone wrong; empty for the form that is expected. */
    List<Cause> causes() {
        return causes;
    }

    int steps() {
        return causes.size();
    }
}
