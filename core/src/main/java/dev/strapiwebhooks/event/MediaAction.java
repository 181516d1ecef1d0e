package dev.strapiwebhooks.event;

/** What happened to a file of the media library. */
public enum MediaAction {
    /** {@code media.create}. */
    CREATE("media.create"),
    /** {@code media.update}. */
    UPDATE("media.update"),
    /** {@code media.delete}. */
    DELETE("media.delete");

    private final String eventName;

    MediaAction(String eventName) {
        this.eventName = eventName;
    }

    /**
     * The event's name in Strapi.
     *
     * @return for example {@code media.create}
     */
    public String eventName() {
        return eventName;
    }
}
