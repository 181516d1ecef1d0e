package dev.strapiwebhooks.event;

/** What happened to an entry. */
public enum EntryAction {
    /** {@code entry.create}. Adding a locale in Strapi 4 sends a create, too. */
    CREATE("entry.create"),
    /** {@code entry.update}. One click on Publish sends an update and a publish. */
    UPDATE("entry.update"),
    /** {@code entry.delete}, once for each row: a published document of Strapi 5 sends two. */
    DELETE("entry.delete"),
    /** {@code entry.publish}. */
    PUBLISH("entry.publish"),
    /** {@code entry.unpublish}. */
    UNPUBLISH("entry.unpublish"),
    /** {@code entry.draft-discard}, Strapi 5 only. */
    DRAFT_DISCARD("entry.draft-discard");

    private final String eventName;

    EntryAction(String eventName) {
        this.eventName = eventName;
    }

    /**
     * The event's name in Strapi.
     *
     * @return for example {@code entry.create}
     */
    public String eventName() {
        return eventName;
    }
}
