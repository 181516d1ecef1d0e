package dev.strapiwebhooks.spring.boot;

/** A property {@code strapi.webhook.*} is missing or wrong; the message says how to mend it. */
public final class StrapiWebhookConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StrapiWebhookConfigurationException(String message) {
        super(message);
    }

    StrapiWebhookConfigurationException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
