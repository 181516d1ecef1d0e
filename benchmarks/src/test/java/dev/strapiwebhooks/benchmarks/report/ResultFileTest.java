package dev.strapiwebhooks.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    private static final List<String> LINES = List.of(
            "# 2 cores, JDK 17",
            "round,benchmark,threads,contender,bytes,score,unit,allocated",
            "1,verify,1,FLOOR,500,100,ns/op,48",
            "1,verify,1,OURS,500,120,ns/op,700",
            "2,verify,1,FLOOR,500,200,ns/op,48",
            "2,verify,1,OURS,500,220,ns/op,700",
            "3,verify,1,FLOOR,500,100,ns/op,48",
            "3,verify,1,OURS,500,150,ns/op,700");

    @Test
    void comparesWithinRounds() {
        ResultFile file = ResultFile.parse(LINES);

        assertThat(file.environment()).isEqualTo("2 cores, JDK 17");
        assertThat(file.median("score", "contender", "OURS")).isEqualTo(150);
        assertThat(file.ratio("score", new String[] {"contender", "OURS"}, new String[] {"contender", "FLOOR"}))
                .as("the median of 1.2, 1.1 and 1.5")
                .isEqualTo(1.2);
        assertThatThrownBy(() -> file.median("speed", "contender", "OURS")).hasMessageContaining("no column speed");
    }

    @Test
    void theReportHasATableAndAPlot(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("results"));
        Files.write(folder.resolve("results/verify-jdk17.csv"), LINES);

        Report.write(folder);

        assertThat(folder.resolve("RESULTS.md")).content().contains("| ours | 1.20 (1.10 to 1.50) | 150 | 700 |");
        assertThat(folder.resolve("plots/verify-jdk17.png")).isNotEmptyFile();
    }
}
