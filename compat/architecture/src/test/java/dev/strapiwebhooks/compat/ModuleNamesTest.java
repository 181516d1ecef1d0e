package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published has a name on the module path that does not depend on how its file is called. */
class ModuleNamesTest {
    static Stream<Path> published() {
        return LicenceTest.published().filter(entry -> !entry.toString().contains("tck"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyJarNamesItsModule(Path entry) throws IOException {
        if (Files.isDirectory(entry) && !Files.exists(entry.resolve("module-info.class"))) {
            // Classes that are not packed yet: the name is in what packs them.
            Path pom = entry.resolve(Path.of("..", "..", "pom.xml"));
            assertThat(Files.readString(pom)).contains("<Automatic-Module-Name>dev.strapiwebhooks.");
        } else {
            assertThat(ModuleFinder.of(entry).findAll())
                    .singleElement()
                    .satisfies(module -> assertThat(module.descriptor().name()).startsWith("dev.strapiwebhooks."));
        }
    }
}
