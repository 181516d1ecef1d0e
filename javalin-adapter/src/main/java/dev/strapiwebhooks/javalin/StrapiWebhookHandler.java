package dev.strapiwebhooks.javalin;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.servlet.ServletExchange;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * Verifies each request of a route and calls the application with the typed event of a genuine delivery.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET")).build();
 * WebhookEndpoint endpoint = WebhookEndpoint.of(verifier);
 * config.routes.post("/webhooks/strapi", new StrapiWebhookHandler(endpoint, (context, event) -> handle(event)));
 * }</pre>
 *
 * <p>The callback's answer is sent, or status 204 when it gives none: answer with {@code context.result} or {@code
 * context.json}, not by writing the stream. It must have finished when it returns: a future
 * that it starts is not waited for. An {@link HttpResponseException} is the application's own answer; every other
 * exception is status 500, and 422 where an entry does not fit its class. From 300 on the delivery counts as not handled,
 * and a resend is accepted.
 *
 * <p>Thread-safe.
 */
public final class StrapiWebhookHandler implements Handler {
    private final WebhookEndpoint endpoint;
    private final EventCallback callback;

    /**
     * A handler for one route.
     *
     * @param endpoint what judges the requests
     * @param callback the application's code
     * @throws IllegalArgumentException when the endpoint stores deliveries in an inbox, so that nobody would call it
     */
    public StrapiWebhookHandler(WebhookEndpoint endpoint, EventCallback callback) {
        if (endpoint.storesDeliveries()) {
            throw new IllegalArgumentException(
                    "this endpoint stores deliveries in an inbox, so the callback would never"
                            + " be called; give the handler to the inbox, and only the endpoint to StrapiWebhookHandler");
        }
        this.endpoint = endpoint;
        this.callback = requireNonNull(callback, "callback");
    }

    /**
     * A handler for an endpoint that stores deliveries in an inbox, and answers 202.
     *
     * @param endpoint what judges the requests
     * @throws IllegalArgumentException when the endpoint has no inbox
     */
    public StrapiWebhookHandler(WebhookEndpoint endpoint) {
        if (!endpoint.storesDeliveries()) {
            throw new IllegalArgumentException(
                    "this endpoint has no inbox; give StrapiWebhookHandler a callback as well");
        }
        this.endpoint = endpoint;
        this.callback = (context, event) -> {
            throw new IllegalStateException("an endpoint with an inbox answers by itself");
        };
    }

    @Override
    public void handle(Context context) throws IOException, ServletException {
        Admission admission = ServletExchange.receive(endpoint, context.req());
        if (admission instanceof WebhookDelivery delivery) {
            call(context, delivery);
        } else if (admission instanceof Answered answered) {
            ServletExchange.answer(answered.response(), context.req(), context.res());
        }
    }

    private void call(Context context, WebhookDelivery delivery) throws IOException, ServletException {
        try {
            callback.handle(context, delivery.event());
        } catch (HttpResponseException e) { // the application's own answer, which Javalin writes
            WebhookResponse unused = delivery.settle(Outcome.answered(e.getStatus()));
            throw e;
        } catch (Error e) {
            WebhookResponse unused = delivery.settle(ServletExchange.outcome(e, context.res()));
            throw e;
        } catch (Exception e) {
            answerFailure(context, delivery.settle(ServletExchange.outcome(e, context.res())), e);
            return;
        }
        if (context.statusCode() == 200 && context.resultInputStream() == null) {
            context.status(WebhookResponse.NO_CONTENT.status());
        }
        WebhookResponse unused = delivery.settle(Outcome.answered(context.statusCode()));
    }

    /** What the callback has prepared is dropped; what it has sent already cannot be, and Javalin ends the connection. */
    private static void answerFailure(Context context, WebhookResponse answer, Exception cause)
            throws IOException, ServletException {
        if (context.res().isCommitted()) {
            throw new IOException("the callback failed after it had answered", cause);
        }
        context.res().reset();
        ServletExchange.answer(answer, context.req(), context.res());
    }
}
