package dev.strapiwebhooks.event;

import tools.jackson.databind.JsonNode;

/** Something happened to a file of the media library. */
public final class MediaEvent extends StrapiEvent {
    private final Action action;

    MediaEvent(Envelope envelope, Action action) {
        super(envelope);
        this.action = action;
    }

    /**
     * What happened.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * The file as Strapi sent it.
     *
     * @return the tree; do not change it
     */
    public JsonNode media() {
        return json().path("media");
    }

    /**
     * The file.
     *
     * @return its known members
     * @throws EventBindingException when a member is of an unexpected type
     */
    public MediaFile file() {
        return mediaAs(MediaFile.class);
    }

    /**
     * The file as an object of the application.
     *
     * @param type class or record to bind to
     * @param <T> that type
     * @return the bound object
     * @throws EventBindingException when the file does not fit
     */
    public <T> T mediaAs(Class<T> type) {
        return envelope().bind(media(), "media", type);
    }

    @Override
    public String toString() {
        return name() + " " + Fields.text(media(), "name").orElse("");
    }

    /** What happened to a file of the media library. */
    public enum Action {
        /** {@code media.create}. */
        CREATE("media.create"),
        /** {@code media.update}. */
        UPDATE("media.update"),
        /** {@code media.delete}. */
        DELETE("media.delete");

        private final String eventName;

        Action(String eventName) {
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
}
