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
        for (Map.Entry<String, ResultFile> java :
                ResultFile.byJava(results, "growth").entrySet()) {
            ResultFile file = java.getValue();
            out.heading("Growth, JDK " + java.getKey());
            out.paragraph(file.environment() + ". Nanoseconds for one verification, and bytes allocated.");
            table(file, out);
            String plot = "growth-jdk" + java.getKey();
            plot(file, plot, plots);
            out.picture("Time of one verification against the size of the body, for 1, 2 and 5 secrets", plot);
        }
    }

    private static void table(ResultFile file, Markdown out) {
        List<String> head = new ArrayList<>(List.of("bytes"));
        for (String secrets : file.distinct("secrets")) {
            head.add(secrets + (secrets.equals("1") ? " secret" : " secrets"));
            head.add("allocated");
        }
        out.tableHead(head);
        for (String size : file.distinct("bytes")) {
            List<String> cells = new ArrayList<>(List.of(size));
            for (String secrets : file.distinct("secrets")) {
                cells.add(Markdown.number(file.median("score", "bytes", size, "secrets", secrets)));
                cells.add(Markdown.number(file.median("allocated", "bytes", size, "secrets", secrets)));
            }
            out.row(cells);
        }
        out.end();
    }

    private static void plot(ResultFile file, String name, Plots plots) throws IOException {
        List<String> sizes = file.distinct("bytes");
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (String secrets : file.distinct("secrets")) {
            series.put(
                    "secrets: " + secrets,
                    sizes.stream()
                            .map(size -> file.median("score", "bytes", size, "secrets", secrets))
                            .toList());
        }
        plots.lines(
                name,
                "One verification",
                "bytes of the body",
                "ns",
                true,
                sizes.stream().map(Double::valueOf).toList(),
                series);
    }
}
