package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.internal.MissingDependencyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the library that is to be added instead of a stack trace. */
final class MissingDependencyFailureAnalyzer extends AbstractFailureAnalyzer<MissingDependencyException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingDependencyException cause) {
        return new FailureAnalysis(
                "Strapi webhooks cannot be received: " + cause.getMessage(),
                "Add the dependency " + cause.artifact() + ".",
                cause);
    }
}
