package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a mistake of the set-up, such as a wrong property {@code strapi.webhook.*}, in plain words instead of a stack trace. */
public final class StrapiWebhookFailureAnalyzer extends AbstractFailureAnalyzer<StrapiWebhookConfigurationException> {
    /** For Spring Boot. */
    public StrapiWebhookFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StrapiWebhookConfigurationException cause) {
        return new FailureAnalysis(
                "Strapi webhooks cannot be received: " + cause.getMessage(),
                cause.action().orElse("Mend the property strapi.webhook.*, or what else is named above."),
                cause);
    }
}
