package dev.strapiwebhooks.inbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that a handler has given up. Other handlers of the same delivery have nothing to do with it.
 *
 * <p>Immutable and thread-safe.
 */
public final class DeadLetter {
    private final long id;
    private final String handler;
    private final String endpoint;
    private final String event;
    private final @Nullable String uid;
    private final @Nullable String documentId;
    private final @Nullable String locale;
    private final Instant receivedAt;
    private final Instant diedAt;
    private final int attempts;
    private final String error;

    private DeadLetter(DeadLetter letter, @Nullable String uid, @Nullable String documentId, @Nullable String locale) {
        this.id = letter.id;
        this.handler = letter.handler;
        this.endpoint = letter.endpoint;
        this.event = letter.event;
        this.uid = uid;
        this.documentId = documentId;
        this.locale = locale;
        this.receivedAt = letter.receivedAt;
        this.diedAt = letter.diedAt;
        this.attempts = letter.attempts;
        this.error = letter.error;
    }

    private DeadLetter(
            long id,
            String handler,
            String endpoint,
            String event,
            Instant receivedAt,
            Instant diedAt,
            int attempts,
            String error) {
        this.id = id;
        this.handler = requireNonNull(handler, "handler");
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.event = requireNonNull(event, "event");
        this.uid = null;
        this.documentId = null;
        this.locale = null;
        this.receivedAt = requireNonNull(receivedAt, "received at");
        this.diedAt = requireNonNull(diedAt, "died at");
        this.attempts = attempts;
        this.error = requireNonNull(error, "error");
    }

    /**
     * A dead letter that is about no document.
     *
     * @param id the delivery's number in the inbox
     * @param handler the name of the handler that could not handle it
     * @param endpoint where it came in
     * @param event the event's name
     * @param receivedAt when it was received
     * @param diedAt when it was given up
     * @param attempts how often it was tried
     * @param error what the handler threw at last
     * @return the dead letter
     */
    public static DeadLetter of(
            long id,
            String handler,
            String endpoint,
            String event,
            Instant receivedAt,
            Instant diedAt,
            int attempts,
            String error) {
        return new DeadLetter(id, handler, endpoint, event, receivedAt, diedAt, attempts, error);
    }

    /**
     * The same about a document.
     *
     * @param type the content type, null where there is none
     * @param document the document, null where there is none
     * @param language the locale, null where there is none
     * @return a changed copy
     */
    public DeadLetter withDocument(@Nullable String type, @Nullable String document, @Nullable String language) {
        return new DeadLetter(this, type, document, language);
    }

    /** {@return the delivery's number in the inbox} */
    public long id() {
        return id;
    }

    /** {@return the name of the handler that could not handle it} */
    public String handler() {
        return handler;
    }

    /** {@return where it came in} */
    public String endpoint() {
        return endpoint;
    }

    /** {@return the event's name} */
    public String event() {
        return event;
    }

    /** {@return the content type, where there is one} */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** {@return the document, where there is one} */
    public Optional<String> documentId() {
        return Optional.ofNullable(documentId);
    }

    /** {@return the locale, where there is one} */
    public Optional<String> locale() {
        return Optional.ofNullable(locale);
    }

    /** {@return when it was received} */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** {@return when it was given up} */
    public Instant diedAt() {
        return diedAt;
    }

    /** {@return how often it was tried} */
    public int attempts() {
        return attempts;
    }

    /** {@return what the handler threw at last: the exception's class and message, shortened} */
    public String error() {
        return error;
    }

    @Override
    public String toString() {
        return "dead letter " + id + " of " + handler + ": " + event + ", " + error;
    }
}
