package dev.strapiwebhooks.testkit.spring;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Instant;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Turns a MockMvc request into a delivery of Strapi. Needs {@code spring-test} on the class path.
 *
 * <pre>{@code
 * mvc.perform(post("/webhooks/strapi").with(strapiWebhook(secret, "{\"event\":\"trigger-test\"}")))
 *         .andExpect(status().isOk());
 * }</pre>
 */
public final class StrapiMockMvc {
    private StrapiMockMvc() {}

    /**
     * A delivery signed now.
     *
     * @param secret the application's secret
     * @param json the body
     * @return sets body, content type and signature
     */
    public static RequestPostProcessor strapiWebhook(WebhookSecret secret, String json) {
        return request ->
                strapiWebhook(SignedDelivery.of(secret, json, Instant.now())).postProcessRequest(request);
    }

    /**
     * Any delivery, also a captured or a forged one.
     *
     * @param delivery the delivery
     * @return sets body and headers
     */
    public static RequestPostProcessor strapiWebhook(SignedDelivery delivery) {
        return request -> {
            request.setMethod(delivery.method());
            request.setContent(delivery.body());
            for (Header header : delivery.headers()) {
                request.addHeader(header.name(), header.value());
            }
            return request;
        };
    }
}
