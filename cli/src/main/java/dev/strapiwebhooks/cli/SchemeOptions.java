package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import dev.strapiwebhooks.cli.explain.ExpectedScheme;
import dev.strapiwebhooks.testkit.attack.AttackMaterial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a receiver expects. */
final class SchemeOptions {
    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            defaultValue = "timestamped",
            converter = SchemeOptions.Converter.class,
            completionCandidates = SchemeOptions.Names.class,
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

    AttackMaterial material(WebhookSecret secret) {
        return scheme == ExpectedScheme.TIMESTAMPED
                ? AttackMaterial.timestamped(secret)
                : AttackMaterial.strapiNative(secret);
    }

    WebhookVerifierBuilder verifier(WebhookSecret secret) {
        return scheme.verifier(secret).tolerance(tolerance());
    }

    /** With hyphens, as options are written. */
    static final class Converter implements ITypeConverter<ExpectedScheme> {
        @Override
        public ExpectedScheme convert(String text) {
            return Stream.of(ExpectedScheme.values())
                    .filter(scheme -> scheme.shown().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it is timestamped or strapi-native, not " + text));
        }
    }

    /** For the shell's completion. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(Stream.of(ExpectedScheme.values()).map(ExpectedScheme::shown).toList());
        }
    }
}
