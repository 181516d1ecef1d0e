package dev.strapiwebhooks.event;

/** {@code trigger-test}: somebody pressed Trigger in Strapi's admin panel. The response is shown to that person. */
public final class TestEvent extends StrapiEvent {
    /** The event's name in Strapi. */
    public static final String NAME = "trigger-test";

    TestEvent(Envelope envelope) {
        super(envelope);
    }
}
