package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The replay guard in memory. */
final class ClaimSection implements Section {
    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        Map<String, ResultFile> claims = ResultFile.byJava(results, "claims");
        if (claims.isEmpty()) {
            return;
        }
        out.heading("The replay guard in memory");
        claims.values().forEach(file -> out.paragraph(file.environment() + "."));
        Map<String, ResultFile> memory = ResultFile.byJava(results, "memory");
        out.tableHead(List.of("live claims", "JDK", "ns for a claim", "bytes kept for a claim"));
        claims.forEach((java, file) -> file.distinct("live")
                .forEach(live -> out.row(List.of(
                        live,
                        java,
                        Markdown.number(file.median("score", "live", live)),
                        memory.containsKey(java)
                                ? Markdown.number(memory.get(java).median("bytes_per_claim", "live", live))
                                : ""))));
        out.end();
        plot(claims, plots);
        out.picture("Time of a claim against the number of live claims", "claims");
        scaling(ResultFile.byJava(results, "scaling"), out);
    }

    private static void plot(Map<String, ResultFile> claims, Plots plots) throws IOException {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        List<String> live = claims.values().iterator().next().distinct("live");
        claims.forEach((java, file) -> series.put(
                "JDK " + java,
                live.stream().map(count -> file.median("score", "live", count)).toList()));
        plots.lines(
                "claims",
                "Time of a claim",
                "live claims",
                "ns",
                false,
                live.stream().map(Double::valueOf).toList(),
                series);
    }

    private static void scaling(Map<String, ResultFile> files, Markdown out) {
        if (files.isEmpty()) {
            return;
        }
        out.tableHead(List.of("two threads, against one", "JDK", "throughput"));
        files.forEach((java, file) -> file.distinct("benchmark").forEach(benchmark -> {
            String[] two = {"benchmark", benchmark, "threads", "2"};
            String[] one = {"benchmark", benchmark, "threads", "1"};
            out.row(List.of(benchmark, java, file.ratioAndRange("score", two, one)));
        }));
        out.end();
    }
}
