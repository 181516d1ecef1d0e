package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published says under which licence. */
class LicenceTest {
    static Stream<Path> published() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.toString().endsWith("-tests.jar"))
                .filter(entry -> entry.toString().contains("strapi-webhooks-")
                        || (entry.endsWith(Path.of("target", "classes"))
                                && !entry.toString().contains("compat")));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyJarHoldsLicenceAndNotice(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            assertLicence(entry.resolve("META-INF"));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(entry)) {
                assertLicence(jar.getPath("META-INF"));
            }
        }
    }

    private static void assertLicence(Path folder) throws IOException {
        assertThat(Files.readString(folder.resolve("LICENSE"), StandardCharsets.UTF_8))
                .contains("Apache License");
        assertThat(Files.readString(folder.resolve("NOTICE"), StandardCharsets.UTF_8))
                .startsWith("Strapi Webhooks for Java");
    }
}
