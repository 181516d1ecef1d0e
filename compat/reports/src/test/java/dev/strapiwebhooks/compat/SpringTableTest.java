package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpringTableTest {
    private static final Path PAGE = Path.of("../../docs/spring.md");

    @ParameterizedTest
    @EnumSource
    void everythingWorksOnMvcAndOnWebFlux(SpringFeature feature) {
        for (SpringPlatform platform : SpringPlatform.values()) {
            assertThat(feature.passed(platform))
                    .as("%s on %s", feature, platform)
                    .isTrue();
        }
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("spring.write")) {
            Files.writeString(PAGE, markdown());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/spring.md; mvn -B verify -Dspring.write=true writes it anew")
                .isEqualTo(markdown());
    }

    private static String markdown() {
        String columns = row("what", Arrays.stream(SpringPlatform.values()).map(SpringPlatform::title));
        String rows = Arrays.stream(SpringFeature.values())
                .map(feature -> row(
                        feature.title(),
                        Arrays.stream(SpringPlatform.values()).map(platform -> feature.passed(platform) ? "✓" : "–")))
                .collect(Collectors.joining());
        return """
                # Spring: what works where

                Generated from the reports of the tests; the build fails when it is out of date. ✓: ran and passed.

                """ + columns + "|---|:-:|:-:|:-:|:-:|\n" + rows;
    }

    private static String row(String first, java.util.stream.Stream<String> others) {
        return "| " + first + " | " + others.collect(Collectors.joining(" | ")) + " |\n";
    }
}
