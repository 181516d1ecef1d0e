package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes out, as people read it in a review. After a change on purpose: {@code -Dgolden.update} writes the files anew.
 */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/strapiwebhooks/codegen/golden");

    @TempDir
    Path directory;

    @Test
    void theSourcesAreAsReviewed() throws IOException {
        Map<String, String> generated = new TreeMap<>();
        GeneratedTypes types = Project.generate();
        types.sources().forEach((path, source) -> generated.put(path.substring(path.lastIndexOf('/') + 1), source));
        types.writeNativeMetadata(directory);
        try (Stream<Path> resources = Files.walk(directory)) {
            for (Path json : resources.filter(Files::isRegularFile).toList()) {
                generated.put(String.valueOf(json.getFileName()), Files.readString(json));
            }
        }
        if (System.getProperty("golden.update") != null) {
            write(generated);
        }
        assertThat(golden()).isEqualTo(generated);
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        assertThat(Project.generate().sources()).isEqualTo(Project.generate().sources());
    }

    private static void write(Map<String, String> generated) throws IOException {
        Files.createDirectories(GOLDEN);
        for (var source : generated.entrySet()) {
            Files.writeString(GOLDEN.resolve(source.getKey() + ".txt"), source.getValue());
        }
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> golden = new TreeMap<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                golden.put(name.substring(0, name.length() - ".txt".length()), Files.readString(file));
            }
        }
        return golden;
    }
}
