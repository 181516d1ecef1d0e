package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.explain.CandidateSecret;
import dev.strapiwebhooks.verify.WebhookSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the secret is. On the command line it would show in the list of processes, so it is asked for, or read. */
final class SecretOptions {
    private static final String VARIABLE = "STRAPI_WEBHOOK_SECRET";

    @ArgGroup
    private Place place = new Place();

    @Option(
            names = "--previous-secret-file",
            paramLabel = "FILE",
            description = "A secret that was used before, for explanations. May be repeated.")
    private List<Path> previous = new ArrayList<>();

    /** One of these; the environment's $STRAPI_WEBHOOK_SECRET without them. */
    static final class Place {
        @Option(names = "--secret", interactive = true, arity = "0", description = "Asks for the secret.")
        private char @Nullable [] asked;

        @Option(names = "--secret-file", paramLabel = "FILE", description = "Reads the secret from a file.")
        private @Nullable Path file;

        @Option(
                names = "--secret-env",
                paramLabel = "NAME",
                description = "Reads it from another variable than $" + VARIABLE + ".")
        private @Nullable String variable;
    }

    /** As a receiver would use it. */
    WebhookSecret secret() {
        if (place.asked != null) {
            return WebhookSecret.of(new String(place.asked));
        }
        return place.file != null ? WebhookSecret.fromFile(place.file) : WebhookSecret.fromEnv(variable());
    }

    /** As it lies there, right or wrong, and those before it. */
    List<CandidateSecret> candidates() {
        List<CandidateSecret> candidates = new ArrayList<>();
        candidates.add(CandidateSecret.current(raw()));
        previous.forEach(file -> candidates.add(CandidateSecret.previous(bytes(file))));
        return candidates;
    }

    private byte[] raw() {
        if (place.file != null) {
            return bytes(place.file);
        }
        String text = place.asked != null ? new String(place.asked) : System.getenv(variable());
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("there is no secret: give --secret-file FILE, or set " + variable());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String variable() {
        return place.variable == null ? VARIABLE : place.variable;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the secret file cannot be read: " + file, e);
        }
    }
}
