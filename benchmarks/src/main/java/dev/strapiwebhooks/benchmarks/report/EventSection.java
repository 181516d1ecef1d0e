package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reading events, against Jackson alone. */
final class EventSection implements Section {
    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        Map<String, ResultFile> files = ResultFile.byJava(results, "events");
        if (files.isEmpty()) {
            return;
        }
        out.heading("Reading events");
        files.values().forEach(file -> out.paragraph(file.environment() + "."));
        out.tableHead(List.of("", "JDK", "time", "allocation"));
        files.forEach((java, file) -> {
            out.row(cells("bytes to typed event, against a Jackson tree", java, file, "event", "tree"));
            out.row(cells("entryAs, against readValue of the entry's bytes", java, file, "entryAs", "readValue"));
        });
        out.end();
    }

    private static List<String> cells(String what, String java, ResultFile file, String ours, String jackson) {
        String[] measured = {"benchmark", ours};
        String[] base = {"benchmark", jackson};
        return List.of(
                what,
                java,
                file.ratioAndRange("score", measured, base),
                file.ratioAndRange("allocated", measured, base));
    }
}
