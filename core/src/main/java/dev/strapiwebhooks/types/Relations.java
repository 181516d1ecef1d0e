package dev.strapiwebhooks.types;

import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A relation to any number of entries, as a member of the application's record: {@code Relations<Tag> tags}. Strapi sends the
 * entries, {@code {"count":2}} or nothing at all, by event and by who caused it.
 *
 * <p>Read from JSON it is never null. Immutable when the entries are.
 *
 * @param <T> what it leads to
 */
@JsonDeserialize(using = RelationsReader.class)
@JsonSerialize(using = RelationWriter.class)
public sealed interface Relations<T> {
    /**
     * The entries were sent.
     *
     * @param entries each with its scalars; with {@code entry.publish} only those that are published
     * @param <T> what the relation leads to
     */
    record Loaded<T>(List<T> entries) implements Relations<T> {
        /**
         * Copies the list.
         *
         * @param entries the entries
         */
        public Loaded {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Only the number of entries was sent, as with {@code entry.unpublish}.
     *
     * @param entries how many
     * @param <T> what the relation leads to
     */
    record Counted<T>(long entries) implements Relations<T> {}

    /**
     * Nothing was sent, as with {@code entry.delete}: unknown.
     *
     * @param <T> what the relation leads to
     */
    record Absent<T>() implements Relations<T> {}

    /**
     * A relation to some entries.
     *
     * @param entries the entries
     * @param <T> their type
     * @return the relation
     */
    static <T> Relations<T> to(List<T> entries) {
        return new Loaded<>(entries);
    }

    /**
     * The entries, where they were sent. Empty also where Strapi says nothing about them: {@link #isLoaded()} tells.
     *
     * @return the entries
     */
    default List<T> values() {
        return this instanceof Loaded<T> loaded ? loaded.entries() : List.of();
    }

    /**
     * Whether Strapi sent the entries.
     *
     * @return false when it only counted, or left the relation out
     */
    default boolean isLoaded() {
        return this instanceof Loaded;
    }

    /**
     * How many entries are linked, by what was sent.
     *
     * @return the number; empty where the relation was left out
     */
    default OptionalLong count() {
        if (this instanceof Counted<T> counted) {
            return OptionalLong.of(counted.entries());
        }
        return isLoaded() ? OptionalLong.of(values().size()) : OptionalLong.empty();
    }
}
