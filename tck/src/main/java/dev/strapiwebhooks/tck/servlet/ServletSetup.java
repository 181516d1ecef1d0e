package dev.strapiwebhooks.tck.servlet;

import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.Map;

/**
 * What a container is to deploy, with async support everywhere.
 *
 * @param filter for {@link #PROTECTED}, on every type of dispatch, the worst case for verifying twice
 * @param initParameters of the filter
 * @param servlets by URL pattern
 * @param idleTime how long a connection may be silent
 */
public record ServletSetup(
        StrapiWebhookFilter filter,
        Map<String, String> initParameters,
        Map<String, HttpServlet> servlets,
        Duration idleTime) {
    /** URL pattern of the filter and of the servlet behind it. */
    public static final String PROTECTED = "/webhooks/strapi/*";

    /** Where the container is to dispatch errors with status 500 to. */
    public static final String ERROR_PAGE = "/webhooks/strapi/error-page";

    static final String FORWARDED = "/forwarded";
}
