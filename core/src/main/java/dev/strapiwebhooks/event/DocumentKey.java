package dev.strapiwebhooks.event;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a document in a map or a table. Draft and published rows of one document share it.
 *
 * @param type the content type's uid, or its model name where Strapi 4 sends no uid
 * @param id Strapi 5's {@code documentId}; Strapi 4's numeric id as text; empty where the entry has neither
 * @param locale the locale, null where the type is not localized
 */
public record DocumentKey(String type, String id, @Nullable String locale) {
    @Override
    public String toString() {
        return type + "/" + id + (locale == null ? "" : "/" + locale);
    }
}
