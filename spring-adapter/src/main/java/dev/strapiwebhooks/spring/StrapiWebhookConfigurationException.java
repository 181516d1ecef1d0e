package dev.strapiwebhooks.spring;

/** Something about the set-up of Strapi webhooks is missing or wrong; the message says what, and how to mend it. */
public final class StrapiWebhookConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A mistake of the set-up.
     *
     * @param message names the property, bean or handler, and never a secret
     */
    public StrapiWebhookConfigurationException(String message) {
        super(message);
    }

    /**
     * A mistake that was found where a value is used.
     *
     * @param cause says what is wrong
     */
    public StrapiWebhookConfigurationException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
