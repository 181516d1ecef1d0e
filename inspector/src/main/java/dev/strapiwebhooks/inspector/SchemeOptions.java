package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.explain.ExpectedScheme;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookVerifierBuilder;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What a receiver expects. */
final class SchemeOptions {
    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            defaultValue = "timestamped",
            converter = SchemeOptions.Converter.class,
            description =
                    "timestamped: X-Webhook-Signature over time and body; strapi-native: X-Strapi-Signature-256 over"
                            + " the body. Default: ${DEFAULT-VALUE}.")
    private ExpectedScheme scheme = ExpectedScheme.TIMESTAMPED;

    @Option(
            names = "--tolerance",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How far the signed time may be off. Default: ${DEFAULT-VALUE}.")
    private int tolerance = 300;

    ExpectedScheme scheme() {
        return scheme;
    }

    Duration tolerance() {
        return Duration.ofSeconds(tolerance);
    }

    WebhookVerifierBuilder verifier(WebhookSecret secret) {
        return scheme.verifier(secret).tolerance(tolerance());
    }

    /** With hyphens, as options are written. */
    static final class Converter implements picocli.CommandLine.ITypeConverter<ExpectedScheme> {
        @Override
        public ExpectedScheme convert(String text) {
            return ExpectedScheme.valueOf(
                    text.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }
}
