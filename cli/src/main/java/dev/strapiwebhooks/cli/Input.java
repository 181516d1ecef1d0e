package dev.strapiwebhooks.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file, or what comes through a pipe. */
final class Input {
    private static final String PIPE = "-";

    private Input() {}

    static byte[] read(@Nullable String name) {
        try {
            return name == null || name.equals(PIPE) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: " + name, e);
        }
    }
}
