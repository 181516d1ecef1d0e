package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.cli.explain.CandidateSecret;
import dev.strapiwebhooks.internal.Placeholders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the secret is. On the command line it would show in the list of processes, so it is asked for, or read. */
final class SecretOptions {
    private static final String VARIABLE = "STRAPI_WEBHOOK_SECRET";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private Place place = new Place();

    @Option(
            names = "--previous-secret-file",
            paramLabel = "FILE",
            description = "A secret that was used before, for explanations. May be repeated.")
    private List<Path> previous = new ArrayList<>();

    private final Map<Path, byte[]> read = new LinkedHashMap<>();

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
        String text = new String(raw(), StandardCharsets.UTF_8);
        if (place.file == null) {
            return place.asked != null ? WebhookSecret.of(text) : WebhookSecret.fromEnv(variable());
        }
        return Files.isRegularFile(place.file)
                ? WebhookSecret.fromFile(place.file)
                : WebhookSecret.of(text.replaceFirst("\r?\n\\z", "")); // a pipe, which is read once
    }

    /** As it lies there, right or wrong, and those before it. */
    List<CandidateSecret> candidates() {
        List<CandidateSecret> candidates = new ArrayList<>();
        candidates.add(CandidateSecret.current(raw()));
        previous.forEach(file -> candidates.add(CandidateSecret.previous(read("--previous-secret-file", file))));
        return candidates;
    }

    /** Those that can be read; that others cannot is said when they are used. */
    List<CandidateSecret> known() {
        try {
            return candidates();
        } catch (RuntimeException e) {
            return read.values().stream().map(CandidateSecret::current).toList();
        }
    }

    private byte[] raw() {
        if (place.file != null) {
            return read("--secret-file", place.file);
        }
        String text = place.asked != null ? new String(place.asked) : System.getenv(variable());
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("there is no secret: give --secret-file FILE, or set "
                    + (place.variable == null ? VARIABLE : "the variable that --secret-env names"));
        }
        return filledIn(
                place.asked != null ? "--secret" : place.variable == null ? "$" + VARIABLE : "--secret-env",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private String variable() {
        return place.variable == null ? VARIABLE : place.variable;
    }

    private byte[] read(String option, Path file) {
        return filledIn(option, read.computeIfAbsent(file, SecretOptions::bytes));
    }

    private byte[] filledIn(String option, byte[] secret) {
        try {
            Placeholders.requireNone(option, new String(secret, StandardCharsets.UTF_8));
            return secret;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            WebhookSecret unused = WebhookSecret.fromFile(file); // says why, and no path that may be a secret
            throw new UncheckedIOException("the secret file is there only now", e);
        }
    }
}
