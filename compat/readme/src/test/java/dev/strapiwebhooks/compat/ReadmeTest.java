package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the README as Java is compiled. */
class ReadmeTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("user.dir")).resolve("../..").normalize();
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    /** Pieces without a gap, where the README leaves something out. */
    static Stream<String> pieces() throws IOException {
        return BLOCK.matcher(Files.readString(PROJECT.resolve("README.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(java)?", "").replaceAll("(?<!:)//.*", ""))
                .flatMap(block -> Stream.of(block.split("\\{ … \\}|\\n\\s*\\n", -1)))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void everyPieceIsCompiled(String piece) throws IOException {
        String compiled = "";
        for (String file : List.of("ReadmeCode.java", "ReadmeAttacksTest.java")) {
            compiled += dense(Files.readString(
                    Path.of("src/test/java/dev/strapiwebhooks/compat").resolve(file)));
        }

        assertThat(compiled).contains(dense(piece));
    }

    @Test
    void thereIsCode() throws IOException {
        assertThat(pieces().count()).isGreaterThanOrEqualTo(15);
    }

    private static String dense(String code) {
        return code.replaceAll("\\s", "");
    }
}
