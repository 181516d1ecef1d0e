package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests over HTTP. */
final class HttpSection implements Section {
    private static final String RATE = "requests_per_second";
    private static final String COST = "server_us_per_request";

    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        for (Map.Entry<String, ResultFile> java :
                ResultFile.byJava(results, "http").entrySet()) {
            ResultFile file = java.getValue();
            out.heading("HTTP, JDK " + java.getKey());
            out.paragraph(file.environment() + ". Server and wrk on one core each, 8 connections that"
                    + " are always busy; \"busy\" is the share of the server's core that was used.");
            for (String size : file.distinct("size")) {
                table(file, size, out);
                String plot = "http-" + size + "-jdk" + java.getKey();
                plot(file, size, plot, plots);
                out.picture("Processor time of the server for a request of " + size + " bytes", plot);
            }
        }
    }

    private static void table(ResultFile file, String size, Markdown out) {
        out.tableHead(List.of(
                "server, " + size + " B",
                "requests/s",
                "p50 us",
                "p99 us",
                "server us",
                "busy",
                "rate / rate of reading",
                "/ of HMAC",
                "/ of HMAC and tree"));
        for (String framework : file.distinct("framework")) {
            for (String variant : file.distinct("variant")) {
                String[] where = where(framework, size, variant);
                List<String> cells =
                        new ArrayList<>(List.of(Markdown.words(framework) + ", " + Markdown.words(variant)));
                for (String column : List.of(RATE, "p50_us", "p99_us", COST, "busy")) {
                    cells.add(Markdown.number(file.median(column, where)));
                }
                for (String base : List.of("READ", "HMAC", "HMAC_AND_TREE")) {
                    cells.add(file.ratioAndRange(RATE, where, where(framework, size, base)));
                }
                out.row(cells);
            }
        }
        out.end();
    }

    private static void plot(ResultFile file, String size, String name, Plots plots) throws IOException {
        List<String> frameworks = file.distinct("framework");
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (String variant : file.distinct("variant")) {
            series.put(
                    Markdown.words(variant),
                    frameworks.stream()
                            .map(framework -> file.median(COST, where(framework, size, variant)))
                            .toList());
        }
        plots.bars(
                name,
                "A request of " + size + " bytes",
                "server's processor time, us",
                frameworks.stream().map(Markdown::words).toList(),
                series);
    }

    private static String[] where(String framework, String size, String variant) {
        return new String[] {"framework", framework, "size", size, "variant", variant};
    }
}
