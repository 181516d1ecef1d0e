package dev.strapiwebhooks.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Something happened to an entry of a content type. */
public final class EntryEvent extends StrapiEvent {
    private final EntryAction action;
    private final String model;

    EntryEvent(Envelope envelope, EntryAction action, String model) {
        super(envelope);
        this.action = action;
        this.model = model;
    }

    /**
     * What happened.
     *
     * @return the action
     */
    public EntryAction action() {
        return action;
    }

    /**
     * The content type's short name.
     *
     * @return for example {@code article}
     */
    public String model() {
        return model;
    }

    /**
     * The content type's unique name.
     *
     * @return for example {@code api::article.article}; empty for publish and unpublish of Strapi 4
     */
    public Optional<String> uid() {
        return Fields.text(json(), "uid");
    }

    /**
     * Whether this is about an entry of a content type. Strapi 4 sends no uid with publish and unpublish; such an event is
     * taken for a type when its model is the last part of that type's uid, and of no other's that the application knows.
     *
     * @param type a content type's unique name, for example {@code api::article.article}
     * @param known the unique names of all content types that the application knows
     * @return true when it is
     */
    public boolean isOf(String type, Set<String> known) {
        return uid().map(type::equals).orElseGet(() -> ContentTypes.isOnlyModel(model, type, known));
    }

    /**
     * Requires that a text is the unique name of a content type, so that a typing mistake is found at startup.
     *
     * @param type for example {@code api::article.article}
     * @throws IllegalArgumentException naming what is not one
     */
    public static void requireUid(String type) {
        ContentTypes.requireUid(type);
    }

    /**
     * The row's number. In Strapi 5 it changes when a document is published or a draft is discarded; use {@link
     * #documentId()} there.
     *
     * @return the id, where the entry has one
     */
    public OptionalLong id() {
        return Fields.integer(entry(), "id");
    }

    /**
     * The document's stable id.
     *
     * @return 24 characters; empty for Strapi 4
     */
    public Optional<String> documentId() {
        return Fields.text(entry(), "documentId");
    }

    /**
     * The entry's locale.
     *
     * @return for example {@code en}; empty where the content type is not localized
     */
    public Optional<String> locale() {
        return Fields.text(entry(), "locale");
    }

    /**
     * When the row was published.
     *
     * @return the time; empty for a draft. {@code entry.unpublish} of Strapi 5 still carries it
     */
    public Optional<Instant> publishedAt() {
        return Fields.instant(entry(), "publishedAt");
    }

    /**
     * The document's identity, for maps and tables.
     *
     * @return type, id and locale
     */
    public DocumentKey document() {
        String id = documentId().orElseGet(() -> id().isPresent() ? Long.toString(id().getAsLong()) : "");
        return new DocumentKey(uid().orElse(model), id, locale().orElse(null));
    }

    /**
     * The entry as Strapi sent it. Relations may be an object, an array, null, {@code {"count":n}} or absent; deletes
     * carry scalars only; Strapi 5.35 can send the text {@code "null"}.
     *
     * @return the tree, of type missing when there is none; do not change it
     */
    public JsonNode entry() {
        return json().path("entry");
    }

    /**
     * The entry as an object of the application. Members without a match in the class are ignored.
     *
     * @param type class or record to bind to
     * @param <T> that type
     * @return the bound object
     * @throws EventBindingException when the entry is not an object or does not fit
     */
    public <T> T entryAs(Class<T> type) {
        return envelope().bind(entry(), "entry", type);
    }

    @Override
    public String toString() {
        return name() + " " + document();
    }
}
