package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes {@code RESULTS.md} and the plots from the result files. */
public final class Report {
    private static final List<Section> SECTIONS = List.of(
            new VerifySection(),
            new GrowthSection(),
            new ClaimSection(),
            new EventSection(),
            new HttpSection(),
            new FloodSection(),
            new StoreSection());

    private Report() {}

    /**
     * Makes the report.
     *
     * @param args the folder that holds {@code results}
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        write(Path.of(args[0]));
    }

    static void write(Path folder) throws IOException {
        Markdown out = new Markdown();
        out.paragraph("# Results");
        out.paragraph(
                "Made by `benchmarks/run report` from the files in [results](results); [README](README.md) says what"
                        + " they mean. Each number is the median over the rounds, each ratio the median of the rounds' ratios.");
        Plots plots = new Plots(folder.resolve("plots"));
        for (Section section : SECTIONS) {
            section.write(folder.resolve("results"), out, plots);
        }
        Files.writeString(folder.resolve("RESULTS.md"), out.toString().strip() + "\n");
    }
}
