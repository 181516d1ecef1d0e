package dev.strapiwebhooks.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery that a handler has given up. Other handlers of the same delivery have nothing to do with it.
 *
 * @param id the delivery's number in the inbox
 * @param handler the name of the handler that could not handle it
 * @param endpoint where it came in
 * @param event the event's name
 * @param uid the content type, where there is one
 * @param documentId the document, where there is one
 * @param locale the locale, where there is one
 * @param receivedAt when it was received
 * @param diedAt when it was given up
 * @param attempts how often it was tried
 * @param error what the handler threw at last: the exception's class and message, shortened
 */
public record DeadLetter(
        long id,
        String handler,
        String endpoint,
        String event,
        Optional<String> uid,
        Optional<String> documentId,
        Optional<String> locale,
        Instant receivedAt,
        Instant diedAt,
        int attempts,
        String error) {}
