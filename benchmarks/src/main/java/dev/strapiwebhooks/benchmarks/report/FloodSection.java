package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What refused requests cost. */
final class FloodSection implements Section {
    private static final String COST = "server_us_per_request";

    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        for (Map.Entry<String, ResultFile> java :
                ResultFile.byJava(results, "floods").entrySet()) {
            ResultFile file = java.getValue();
            out.heading("Floods, JDK " + java.getKey());
            out.paragraph(file.environment() + ". The filter on Jetty; bodies of 2 kB, large ones of 256 kB and more.");
            out.tableHead(
                    List.of("requests", "server us", "of a genuine one of that size", "heap before, kB", "and after"));
            for (String kind : file.distinct("kind")) {
                String base = kind.endsWith("LARGE") ? "GENUINE_LARGE" : "GENUINE";
                out.row(List.of(
                        Markdown.words(kind),
                        Markdown.number(file.median(COST, "kind", kind)),
                        file.ratioAndRange(COST, new String[] {"kind", kind}, new String[] {"kind", base}),
                        Markdown.number(lastHeap("heap_before_kb", file, kind)),
                        Markdown.number(lastHeap("heap_after_kb", file, kind))));
            }
            out.end();
            String plot = "floods-jdk" + java.getKey();
            plot(file, plot, plots);
            out.picture("Processor time of the server for a request, genuine and refused", plot);
        }
    }

    private static double lastHeap(String column, ResultFile file, String kind) {
        List<String> rounds = file.distinct("round");
        return file.median(column, "kind", kind, "round", rounds.get(rounds.size() - 1));
    }

    private static void plot(ResultFile file, String name, Plots plots) throws IOException {
        List<String> kinds = file.distinct("kind");
        plots.bars(
                name,
                "Requests that are refused, and genuine ones",
                "server's processor time, us",
                kinds.stream().map(Markdown::words).toList(),
                Map.of(
                        "one request",
                        kinds.stream()
                                .map(kind -> file.median(COST, "kind", kind))
                                .toList()));
    }
}
