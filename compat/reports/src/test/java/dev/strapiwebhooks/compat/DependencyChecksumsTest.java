package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Maven has loaded, dependencies and plugins alike, is byte for byte what it was when the list was written. The lines
 * are those of {@code sha256sum}, with paths below the local repository.
 */
class DependencyChecksumsTest {
    private static final Path LIST = Path.of("dependencies.sha256");
    private static final Path REPOSITORY = Path.of(System.getProperty("maven.repository", ""));

    @Test
    void everyJarIsTheOneThatWasListed() throws IOException {
        if (Boolean.getBoolean("checksums.write")) {
            Files.write(LIST, current());
        }
        Map<String, String> listed = listed();

        assertThat(listed).hasSizeGreaterThan(300);
        assertThat(listed.keySet().stream().filter(path -> Files.exists(REPOSITORY.resolve(path))))
                .as("listed jars in %s", REPOSITORY)
                .hasSizeGreaterThan(300)
                .allSatisfy(path -> assertThat(sha256(REPOSITORY.resolve(path)))
                        .as("%s; when it was changed on purpose, see CONTRIBUTING.md", path)
                        .isEqualTo(listed.get(path)));
    }

    private static Map<String, String> listed() throws IOException {
        return Files.readAllLines(LIST).stream()
                .map(line -> line.split("  ", 2))
                .collect(
                        Collectors.toMap(parts -> parts[1], parts -> parts[0], (first, second) -> first, TreeMap::new));
    }

    /** Without what this project has installed itself. */
    private static List<String> current() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().contains("strapiwebhooks"))
                    .sorted()
                    .map(file -> sha256(file) + "  "
                            + REPOSITORY.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static String sha256(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256", e);
        }
    }
}
