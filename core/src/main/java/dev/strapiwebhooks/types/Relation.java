package dev.strapiwebhooks.types;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A relation to at most one entry, as a member of the application's record: {@code Relation<Category> category}. Strapi sends
 * the entry, null, {@code {"count":1}} or nothing at all, by event and by who caused it. A plain {@code Category} would be
 * bound to an object of nulls for the third, and could not tell the second from the fourth.
 *
 * <p>Read from JSON it is never null. Immutable when the entry is.
 *
 * @param <T> what it leads to
 */
@JsonDeserialize(using = RelationReader.class)
@JsonSerialize(using = RelationWriter.class)
public sealed interface Relation<T> {
    /**
     * The entry was sent, or null, which says that there is none.
     *
     * @param entry the entry with its scalars; null where nothing is linked
     * @param <T> what the relation leads to
     */
    record Loaded<T>(@Nullable T entry) implements Relation<T> {}

    /**
     * Only the number of entries was sent, as with {@code entry.unpublish}.
     *
     * @param entries 0 or 1
     * @param <T> what the relation leads to
     */
    record Counted<T>(long entries) implements Relation<T> {}

    /**
     * Nothing was sent, as with {@code entry.delete}: unknown.
     *
     * @param <T> what the relation leads to
     */
    record Absent<T>() implements Relation<T> {}

    /**
     * A relation to an entry.
     *
     * @param entry the entry, null for none
     * @param <T> its type
     * @return the relation
     */
    static <T> Relation<T> to(@Nullable T entry) {
        return new Loaded<>(entry);
    }

    /**
     * The entry, where it was sent. Empty also where Strapi says nothing about it: {@link #isLoaded()} tells.
     *
     * @return the entry
     */
    default Optional<T> value() {
        return this instanceof Loaded<T> loaded ? Optional.ofNullable(loaded.entry()) : Optional.empty();
    }

    /**
     * Whether Strapi sent the entry, or that there is none.
     *
     * @return false when it only counted, or left the relation out
     */
    default boolean isLoaded() {
        return this instanceof Loaded;
    }

    /**
     * How many entries are linked, by what was sent.
     *
     * @return 0 or 1; empty where the relation was left out
     */
    default OptionalLong count() {
        if (this instanceof Counted<T> counted) {
            return OptionalLong.of(counted.entries());
        }
        return isLoaded() ? OptionalLong.of(value().isPresent() ? 1 : 0) : OptionalLong.empty();
    }
}
