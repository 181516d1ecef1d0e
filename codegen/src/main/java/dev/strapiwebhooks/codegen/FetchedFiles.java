package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the content-type builder answered, as two files to commit. */
final class FetchedFiles {
    private static final String CONTENT_TYPES = "content-types.json";
    private static final String COMPONENTS = "components.json";
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FetchedFiles() {}

    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(CONTENT_TYPES));
    }

    static StrapiSchema read(Path directory) {
        try {
            return StrapiSchema.ofBuilder(
                    Files.readAllBytes(directory.resolve(CONTENT_TYPES)),
                    Files.readAllBytes(directory.resolve(COMPONENTS)));
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " has no complete schema; fetch it again", e);
        }
    }

    static void write(Path directory, JsonNode contentTypes, JsonNode components) {
        try {
            Files.createDirectories(directory);
            TextFile.write(directory.resolve(CONTENT_TYPES), pretty(contentTypes));
            TextFile.write(directory.resolve(COMPONENTS), pretty(components));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be written to " + directory, e);
        }
    }

    private static String pretty(JsonNode json) {
        return PRETTY.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    }
}
