package dev.strapiwebhooks.spring;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@link StrapiWebhookFilter} on the webhook's paths only. It verifies in front of everything that Spring does with a
 * request (multipart, argument binding), and leaves a body that the handler can read. Requests on other paths are not
 * touched.
 *
 * <p>Thread-safe.
 */
public final class StrapiWebhookPathFilter implements Filter {
    private final WebhookEndpoints endpoints;
    private final Map<WebhookEndpoint, StrapiWebhookFilter> filters;

    /**
     * A filter for the paths of one endpoint.
     *
     * @param endpoint what judges the requests
     * @param paths where
     */
    public StrapiWebhookPathFilter(WebhookEndpoint endpoint, WebhookPaths paths) {
        this(WebhookEndpoints.of(endpoint, paths));
    }

    /**
     * A filter for the paths of all endpoints.
     *
     * @param endpoints what judges the requests
     */
    public StrapiWebhookPathFilter(WebhookEndpoints endpoints) {
        this.endpoints = endpoints;
        this.filters =
                endpoints.all().stream().collect(Collectors.toMap(Function.identity(), StrapiWebhookFilter::new));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FilterChain rest = chain;
        if (request instanceof HttpServletRequest http) {
            for (WebhookEndpoint endpoint : endpoints.on(paths -> ServletPaths.match(paths, http))) {
                rest = behind(requireNonNull(filters.get(endpoint)), rest);
            }
        }
        rest.doFilter(request, response);
    }

    private static FilterChain behind(Filter filter, FilterChain rest) {
        return (request, response) -> filter.doFilter(request, response, rest);
    }
}
