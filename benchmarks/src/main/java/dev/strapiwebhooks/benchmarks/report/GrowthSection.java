package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a verification grows with the body and with the number of secrets. */
final class GrowthSection implements Section {
    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        for (ResultFile file : ResultFile.byJava(results, "growth").values()) {
            out.heading("Growth");
            out.paragraph(file.environment() + ". Nanoseconds for one verification, and bytes allocated.");
            table(file, out);
            plot(file, plots);
            out.picture("Time of one verification against the size of the body, for 1, 2 and 5 secrets", "growth");
        }
    }

    private static void table(ResultFile file, Markdown out) {
        List<String> head = new ArrayList<>(List.of("bytes"));
        for (String secrets : file.distinct("secrets")) {
            head.add(secrets + (secrets.equals("1") ? " secret" : " secrets"));
            head.add("allocated");
        }
        out.tableHead(head);
        for (String size : file.distinct("size")) {
            List<String> cells = new ArrayList<>(List.of(size));
            for (String secrets : file.distinct("secrets")) {
                cells.add(Markdown.number(file.median("score", "size", size, "secrets", secrets)));
                cells.add(Markdown.number(file.median("bytes", "size", size, "secrets", secrets)));
            }
            out.row(cells);
        }
        out.end();
    }

    private static void plot(ResultFile file, Plots plots) throws IOException {
        List<String> sizes = file.distinct("size");
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (String secrets : file.distinct("secrets")) {
            series.put(
                    "secrets: " + secrets,
                    sizes.stream()
                            .map(size -> file.median("score", "size", size, "secrets", secrets))
                            .toList());
        }
        plots.lines(
                "growth",
                "One verification",
                "bytes of the body",
                "ns",
                true,
                sizes.stream().map(Double::valueOf).toList(),
                series);
    }
}
