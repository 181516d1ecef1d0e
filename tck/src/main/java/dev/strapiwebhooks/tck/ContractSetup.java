package dev.strapiwebhooks.tck;

import dev.strapiwebhooks.WebhookEndpoint;
import java.time.Duration;

/**
 * What a server of a contract test is to serve: the adapter at {@code /webhooks/strapi} in front of a handler, and the same
 * handler at {@code /unprotected} without the adapter.
 *
 * @param endpoint what the adapter guards with
 * @param application what handlers pass the typed event and the body they read to, and whose status they answer with
 * @param idleTime how long a connection may be silent before the server closes it
 */
public record ContractSetup(WebhookEndpoint endpoint, ContractApplication application, Duration idleTime) {
    /** What servers are set to unless a test is about it. */
    public static final Duration USUAL_IDLE_TIME = Duration.ofSeconds(10);

    /** Where handlers are that no adapter guards. */
    public static final String UNPROTECTED = "/unprotected";
}
