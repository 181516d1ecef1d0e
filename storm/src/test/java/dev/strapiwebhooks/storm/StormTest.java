package dev.strapiwebhooks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The promises of the inbox hold whatever happens to receivers, networks, clocks and the database. {@code
 * -Dstorm.seconds=600} makes it long, {@code -Dstorm.seed} lets the director do something else, {@code
 * -Dstorm.troubles=KILL,CUT}, or {@code NONE}, leaves out the rest. The journals stay in {@code target/storm}.
 */
@Execution(ExecutionMode.CONCURRENT)
class StormTest {
    private static final long SECONDS = Long.getLong("storm.seconds", 60);
    private static final long SEED = Long.getLong("storm.seed", 5);

    @Test
    void noPromiseIsBroken() throws Exception {
        Path directory = Path.of("target", "storm", SEED + "-" + System.currentTimeMillis());
        Path journals = Files.createDirectories(directory).toAbsolutePath();
        Evidence evidence;
        try (Storm storm = new Storm(journals, SEED)) {
            evidence = storm.run(troubles(), SECONDS);
        }
        Verdict verdict = Checker.judge(evidence);
        String title = "storm of " + SECONDS + " s, seed " + SEED + ", journals in " + journals;
        String report = StormReport.of(title, evidence, verdict);
        Files.writeString(journals.resolve("report.txt"), report);
        System.out.println(report);
        assertThat(evidence.calls()).as("there was something to judge").isNotEmpty();
        assertThat(verdict.violations()).as(title).isEmpty();
    }

    private static List<Trouble> troubles() {
        String names = System.getProperty("storm.troubles");
        return names == null
                ? List.of(Trouble.values())
                : Stream.of(names.split(",", -1))
                        .filter(name -> !name.equals("NONE"))
                        .map(Trouble::valueOf)
                        .toList();
    }
}
