package dev.strapiwebhooks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Java code of {@code docs/testing.md} is taken from tests, which are compiled and run. */
class TestingPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** Each compiled, and run by this module or by those of compat. */
    private static final List<String> SOURCES = List.of(
            "compat/jetty-ee10/src/test/java/dev/strapiwebhooks/compat/StrapiDeliveriesTest.java",
            "compat/junit-6/src/test/java/dev/strapiwebhooks/compat/EndpointAttacksTest.java",
            "spring-adapter/src/test/java/dev/strapiwebhooks/spring/MockMvcTest.java",
            "spring-adapter/src/test/java/dev/strapiwebhooks/spring/contract/InboxSliceContract.java",
            "spring-adapter/src/test/java/dev/strapiwebhooks/spring/contract/newsroom/ArticleHooksContract.java");

    @Test
    void everyPieceOfCodeIsThatOfATest() {
        String tests = SOURCES.stream().map(TestingPageTest::read).collect(Collectors.joining("\n"));
        List<String> pieces = BLOCK.matcher(read("docs/testing.md"))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(java)?", ""))
                .flatMap(block -> Pattern.compile("(?m)^ *// …$").splitAsStream(block))
                .map(TestingPageTest::flat)
                .filter(piece -> !piece.isEmpty())
                .toList();

        assertThat(pieces)
                .hasSizeGreaterThan(5)
                .allSatisfy(piece -> assertThat(flat(tests)).contains(piece));
    }

    /** Without line ends and indentation, and without what only inheritance of tests across modules needs. */
    private static String flat(String code) {
        return code.replace("public abstract class ArticleHooksContract", "class ArticleHooksTest")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
