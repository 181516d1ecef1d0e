package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The short commands of {@code ./run} and what CONTRIBUTING.md says of them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a script for bash")
@Timeout(60)
class RunScriptTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("user.dir")).resolve("../..").normalize();

    @Test
    @DisplayName("CONTRIBUTING.md explains every command that ./run lists, and no other")
    void theSameCommands() throws Exception {
        List<String> listed = commands(run().text().lines());

        assertThat(listed).hasSizeGreaterThan(10);
        assertThat(commands(Files.readString(PROJECT.resolve("CONTRIBUTING.md")).lines()))
                .containsExactlyElementsOf(listed);
    }

    @Test
    @DisplayName("a command, module or test that does not exist is told, before Maven is started")
    void mistakes() throws Exception {
        assertThat(run("nonsense").status()).isEqualTo(2);
        assertThat(run("test", "nonsense")).isEqualTo(new Answer(2, "there is no module named nonsense\n"));
        assertThat(run("test", "undertow", "NonsenseTest"))
                .isEqualTo(new Answer(2, "undertow has no test named NonsenseTest\n"));
    }

    /** Up to where the explanation begins. */
    private static List<String> commands(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("./run "))
                .map(line -> line.split(" {2,}", 2)[0])
                .toList();
    }

    private static Answer run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("bash", "run"), Stream.of(arguments))
                        .toList())
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), text);
    }

    private record Answer(int status, String text) {}
}
