package dev.strapiwebhooks.spring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something about the set-up of Strapi webhooks is missing or wrong; the message says what, and how to mend it. */
public final class StrapiWebhookConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String action;

    /**
     * A mistake of the set-up.
     *
     * @param message names the property, bean or handler, and never a secret
     */
    public StrapiWebhookConfigurationException(String message) {
        super(message);
        action = null;
    }

    /**
     * A mistake that is mended by something else than what the message names, such as a dependency.
     *
     * @param message says what is wrong, and never a secret
     * @param action what to do
     */
    public StrapiWebhookConfigurationException(String message, String action) {
        super(message);
        this.action = action;
    }

    /**
     * A mistake that was found where a value is used.
     *
     * @param cause says what is wrong
     */
    public StrapiWebhookConfigurationException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
        action = null;
    }

    /**
     * What to do.
     *
     * @return a sentence; empty where the message says it
     */
    public Optional<String> action() {
        return Optional.ofNullable(action);
    }
}
