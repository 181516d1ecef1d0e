package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * {@link StrapiWebhookFilter} on the webhook's paths only. It verifies in front of everything that Spring does with a
 * request (multipart, argument binding), and leaves a body that the handler can read. Requests on other paths are not
 * touched.
 *
 * <p>Thread-safe.
 */
public final class StrapiWebhookPathFilter implements Filter {
    private final WebhookPaths paths;
    private final StrapiWebhookFilter filter;

    /**
     * A filter for the webhook's paths.
     *
     * @param endpoint what judges the requests
     * @param paths where
     */
    public StrapiWebhookPathFilter(WebhookEndpoint endpoint, WebhookPaths paths) {
        this.paths = paths;
        this.filter = new StrapiWebhookFilter(endpoint);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && ServletPaths.match(paths, http)) {
            filter.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
