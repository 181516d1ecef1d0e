package dev.strapiwebhooks.servlet.contract;

import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;

/**
 * What a container is to deploy, with async support everywhere.
 *
 * @param filter for {@link #PROTECTED}, on every type of dispatch, the worst case for verifying twice
 * @param servlets by URL pattern
 */
public record ServletSetup(StrapiWebhookFilter filter, Map<String, HttpServlet> servlets) {
    /** URL pattern of the filter and of the servlet behind it. */
    public static final String PROTECTED = "/webhooks/strapi/*";

    static final String FORWARDED = "/forwarded";
    static final String UNPROTECTED = "/unprotected";
}
