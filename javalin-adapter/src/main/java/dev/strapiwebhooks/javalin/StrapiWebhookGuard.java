package dev.strapiwebhooks.javalin;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.ServletExchange;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import io.javalin.http.Context;
import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * Guards a path whose handlers are the application's own, also ones that answer with a future. Register both methods:
 *
 * <pre>{@code
 * StrapiWebhookGuard guard = new StrapiWebhookGuard(endpoint);
 * config.routes.before("/webhooks/strapi", guard::before);
 * config.routes.post("/webhooks/strapi", context -> handle(StrapiWebhooks.event(context.req())));
 * config.routes.after("/webhooks/strapi", guard::after);
 * }</pre>
 *
 * <p>The body has been read: it is in {@code StrapiWebhooks.delivery(context.req()).verified().body()}. Without {@link
 * #after} a delivery whose handler failed is not given back. Thread-safe.
 */
public final class StrapiWebhookGuard {
    private final WebhookEndpoint endpoint;

    /**
     * A guard.
     *
     * @param endpoint what judges the requests
     */
    public StrapiWebhookGuard(WebhookEndpoint endpoint) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    /**
     * Lets verified deliveries pass, and answers everything else.
     *
     * @param context Javalin's context
     * @throws IOException when the connection fails
     * @throws ServletException when the request is an included one
     */
    public void before(Context context) throws IOException, ServletException {
        Admission admission = ServletExchange.receive(endpoint, context.req());
        if (admission instanceof Answered answered) {
            ServletExchange.answer(answered.response(), context.req(), context.res());
            context.skipRemainingHandlers();
        }
    }

    /**
     * Reports how the handler did: from status 300 on, a resend is accepted.
     *
     * @param context Javalin's context
     */
    public void after(Context context) {
        StrapiWebhooks.find(context.req(), endpoint)
                .ifPresent(delivery -> delivery.settle(ServletExchange.outcome(null, context.res())));
    }
}
