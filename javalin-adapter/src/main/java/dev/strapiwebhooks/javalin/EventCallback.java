package dev.strapiwebhooks.javalin;

import dev.strapiwebhooks.event.StrapiEvent;
import io.javalin.http.Context;

/** The application's code for a verified event. */
@FunctionalInterface
public interface EventCallback {
    /**
     * Handles an event.
     *
     * @param context Javalin's context, for an answer of the application's own. Its body has been read: take {@code
     *     StrapiWebhooks.delivery(context.req()).verified().body()}
     * @param event the verified event
     * @throws Exception when it could not be handled; the sender gets status 500, and a resend is accepted
     */
    void handle(Context context, StrapiEvent event) throws Exception;
}
