package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files whose time changes only when their text does, so that no compiler runs for nothing. */
final class TextFile {
    private TextFile() {}

    /** Whether the file had another text. */
    static boolean write(Path file, String text) throws IOException {
        if (has(file, text)) {
            return false;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
        return true;
    }

    static boolean has(Path file, String text) throws IOException {
        return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), text.getBytes(StandardCharsets.UTF_8));
    }
}
