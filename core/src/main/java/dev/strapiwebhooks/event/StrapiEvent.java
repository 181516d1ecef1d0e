package dev.strapiwebhooks.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One event of a Strapi server. A closed hierarchy: an event that this library does not know is an {@link UnknownEvent},
 * with everything it holds.
 *
 * <p>Immutable and thread-safe, as long as the trees of {@link #json()} are not changed.
 */
public abstract sealed class StrapiEvent
        permits EntryEvent, MediaEvent, ReviewStageEvent, ReleaseEvent, TestEvent, UnknownEvent {
    private final Envelope envelope;

    StrapiEvent(Envelope envelope) {
        // Frameworks that make objects by reflection must not make events out of nothing.
        this.envelope = requireNonNull(envelope, "events come from EventReader only");
    }

    /**
     * The event as Strapi names it.
     *
     * @return the body's {@code event}, for example {@code entry.publish}
     */
    public final String name() {
        return envelope.name();
    }

    /**
     * When Strapi made the delivery. Order events of one document by it: deliveries can overtake each other.
     *
     * @return the body's {@code createdAt}; empty where a custom event replaced it by something that is not a time
     */
    public final Optional<Instant> createdAt() {
        return envelope.createdAt();
    }

    /**
     * The whole body, for members that have no accessor.
     *
     * @return the tree; do not change it
     */
    public final JsonNode json() {
        return envelope.root();
    }

    final Envelope envelope() {
        return envelope;
    }

    @Override
    public String toString() {
        return name();
    }
}
