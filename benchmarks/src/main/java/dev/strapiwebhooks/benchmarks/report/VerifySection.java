package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One verification, as a multiple of the floor. */
final class VerifySection implements Section {
    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        for (Map.Entry<String, ResultFile> java :
                ResultFile.byJava(results, "verify").entrySet()) {
            ResultFile file = java.getValue();
            out.heading("One verification, JDK " + java.getKey());
            out.paragraph(
                    file.environment() + ". Time as a multiple of the floor of the same round, and bytes allocated.");
            table(file, out);
            String plot = "verify-jdk" + java.getKey();
            plot(file, plot, plots);
            out.picture("Time of one verification as a multiple of the floor, JDK " + java.getKey(), plot);
        }
    }

    private static void table(ResultFile file, Markdown out) {
        List<String> head = new ArrayList<>(List.of("contender"));
        for (String size : file.distinct("bytes")) {
            head.add(size + " B");
            head.add("ns");
            head.add("allocated");
        }
        out.tableHead(head);
        for (String contender : file.distinct("contender")) {
            List<String> cells = new ArrayList<>(List.of(Markdown.words(contender)));
            for (String size : file.distinct("bytes")) {
                String[] where = {"contender", contender, "bytes", size};
                cells.add(file.ratioAndRange("score", where, floor(size)));
                cells.add(Markdown.number(file.median("score", where)));
                cells.add(Markdown.number(file.median("allocated", where)));
            }
            out.row(cells);
        }
        out.end();
    }

    private static void plot(ResultFile file, String name, Plots plots) throws IOException {
        List<String> contenders = file.distinct("contender");
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (String size : file.distinct("bytes")) {
            series.put(
                    size + " B",
                    contenders.stream()
                            .map(contender -> timesFloor(file, contender, size))
                            .toList());
        }
        List<String> labels = contenders.stream().map(Markdown::words).toList();
        plots.bars(name, "One verification", "times the floor", labels, series);
    }

    private static double timesFloor(ResultFile file, String contender, String size) {
        return file.ratio("score", new String[] {"contender", contender, "bytes", size}, floor(size));
    }

    private static String[] floor(String size) {
        return new String[] {"contender", "FLOOR", "bytes", size};
    }
}
