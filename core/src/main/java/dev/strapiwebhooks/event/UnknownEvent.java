package dev.strapiwebhooks.event;

/**
 * A custom event, an event of a later Strapi version, or a known one that lacks what makes it so. Nothing is lost: see
 * {@link #json()}.
 */
public final class UnknownEvent extends StrapiEvent {
    UnknownEvent(Envelope envelope) {
        super(envelope);
    }

    /**
     * The body as an object of the application.
     *
     * @param type class or record to bind to
     * @param <T> that type
     * @return the bound object
     * @throws EventBindingException when the body does not fit
     */
    public <T> T as(Class<T> type) {
        return envelope().bind(json(), "body", type);
    }
}
