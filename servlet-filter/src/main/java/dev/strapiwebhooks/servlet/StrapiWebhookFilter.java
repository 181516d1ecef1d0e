package dev.strapiwebhooks.servlet;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every request on its path and passes only genuine deliveries on, with a body that can be read again and the
 * typed event as a request attribute: see {@link StrapiWebhooks}. Everything else is answered here; so is, with 202,
 * everything that an endpoint with an inbox stores.
 *
 * <p>Map it to the webhook's path only, in front of everything that reads bodies, and support async. Where a framework
 * routes behind it, in a servlet with a wider mapping, map it to {@code /webhooks/strapi/*} as well: such a framework may
 * take {@code /webhooks/strapi/} for the same path, which a mapping of {@code /webhooks/strapi} alone lets through.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET")).build();
 * FilterRegistration.Dynamic filter =
 *         context.addFilter("strapi", new StrapiWebhookFilter(WebhookEndpoint.of(verifier)));
 * filter.setAsyncSupported(true);
 * filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/webhooks/strapi");
 * }</pre>
 *
 * <p>In {@code web.xml} it is configured by the init parameters of {@link FilterParameter}; a mistake there stops the
 * application from starting.
 *
 * <p>When the application throws, or ends with a status of 300 or more, synchronously or not, the delivery is given back:
 * a resend is accepted. An exception is answered with status 500 here, and logged, unless the response is committed. When
 * the connection is lost after the answer has begun, the status of that answer counts.
 *
 * <p>Thread-safe.
 */
public final class StrapiWebhookFilter implements Filter {
    private @Nullable WebhookEndpoint endpoint;

    /** For {@code web.xml}; configured by init parameters. */
    public StrapiWebhookFilter() {}

    /**
     * For registration by code.
     *
     * @param endpoint what judges the requests
     */
    public StrapiWebhookFilter(WebhookEndpoint endpoint) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        if (endpoint != null && config.getInitParameterNames().hasMoreElements()) {
            throw new ServletException("Filter " + config.getFilterName()
                    + " was configured by code; its init parameters would have no effect, remove them");
        }
        if (endpoint == null) {
            try {
                endpoint = FilterSettings.of(config).endpoint();
            } catch (RuntimeException e) {
                throw new ServletException("Filter " + config.getFilterName() + ": " + e.getMessage(), e);
            }
        }
        FilterMappings.warnWhereTooNarrow(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        WebhookEndpoint gate = requireNonNull(endpoint, "the filter was not initialised");
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("Strapi webhooks arrive by HTTP only");
        }
        if (StrapiWebhooks.find(http, gate).isPresent()) {
            chain.doFilter(request, response); // an async, forward or error dispatch of a request verified before
            return;
        }
        Admission admission = ServletExchange.receive(gate, http);
        if (admission instanceof WebhookDelivery delivery) {
            proceed(new VerifiedRequest(http, answer, delivery), answer, chain, delivery);
        } else if (admission instanceof Answered answered) {
            ServletExchange.answer(answered.response(), http, answer);
        }
    }

    private static void proceed(
            VerifiedRequest request, HttpServletResponse response, FilterChain chain, WebhookDelivery delivery)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Error e) {
            WebhookResponse unused = delivery.settle(ServletExchange.outcome(e, response));
            throw e;
        } catch (Exception e) { // not only the declared ones: other languages throw what they like
            WebhookResponse answer = delivery.settle(ServletExchange.outcome(e, response));
            if (response.isCommitted() || request.startedAsync()) {
                throw e;
            }
            response.reset();
            ServletExchange.answer(answer, request, response);
            return;
        }
        if (!request.startedAsync()) {
            WebhookResponse unused = delivery.settle(ServletExchange.outcome(null, response));
        }
    }
}
