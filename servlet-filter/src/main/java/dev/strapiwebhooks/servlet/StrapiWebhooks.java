package dev.strapiwebhooks.servlet;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.StrapiEvent;
import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the filter found, for code behind it. */
public final class StrapiWebhooks {
    /** Request attribute with the {@link StrapiEvent}, for template and expression languages. */
    public static final String EVENT_ATTRIBUTE = "dev.strapiwebhooks.event";

    private static final String DELIVERIES_ATTRIBUTE = "dev.strapiwebhooks.deliveries";

    private StrapiWebhooks() {}

    /**
     * The verified event of a request.
     *
     * @param request the request, or a wrapper of it
     * @return the event
     * @throws IllegalStateException when no {@link StrapiWebhookFilter} verified this request, so that a handler outside
     *     the filter's path fails instead of trusting a stranger
     */
    public static StrapiEvent event(ServletRequest request) {
        return delivery(request).event();
    }

    /**
     * The verified delivery of a request, with the raw bytes and what was proven.
     *
     * @param request the request, or a wrapper of it
     * @return the delivery
     * @throws IllegalStateException when no {@link StrapiWebhookFilter} verified this request
     */
    public static WebhookDelivery delivery(ServletRequest request) {
        return find(request)
                .orElseThrow(() -> new IllegalStateException("This request was not verified as a Strapi webhook."
                        + " Map StrapiWebhookFilter to the path of this handler."));
    }

    /**
     * The verified delivery of a request, if there is one.
     *
     * @param request the request, or a wrapper of it
     * @return the delivery; empty when no {@link StrapiWebhookFilter} verified this request
     */
    public static Optional<WebhookDelivery> find(ServletRequest request) {
        List<WebhookDelivery> all = deliveries(request);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * The delivery that one endpoint accepted from a request. Where several filters see one request, each trusts its own
     * only.
     *
     * @param request the request, or a wrapper of it
     * @param endpoint the endpoint
     * @return the delivery; empty when this endpoint did not verify this request
     */
    public static Optional<WebhookDelivery> find(ServletRequest request, WebhookEndpoint endpoint) {
        for (WebhookDelivery delivery : deliveries(request)) {
            if (delivery.cameThrough(endpoint)) {
                return Optional.of(delivery);
            }
        }
        return Optional.empty();
    }

    static void attach(ServletRequest request, WebhookDelivery delivery) {
        List<WebhookDelivery> all = new ArrayList<>(deliveries(request));
        all.add(delivery);
        request.setAttribute(DELIVERIES_ATTRIBUTE, new Deliveries(all));
        request.setAttribute(EVENT_ATTRIBUTE, delivery.event());
    }

    private static List<WebhookDelivery> deliveries(ServletRequest request) {
        return request.getAttribute(DELIVERIES_ATTRIBUTE) instanceof Deliveries deliveries
                ? deliveries.all()
                : List.of();
    }

    /** Of one request, by every endpoint that it came through. */
    private record Deliveries(List<WebhookDelivery> all) {}
}
