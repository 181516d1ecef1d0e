package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Inbox and shared replay guards. */
final class StoreSection implements Section {
    @Override
    public void write(Path results, Markdown out, Plots plots) throws IOException {
        for (Map.Entry<String, ResultFile> file :
                ResultFile.byJava(results, "stores").entrySet()) {
            out.heading("Stores, JDK " + file.getKey());
            out.paragraph(
                    file.getValue().environment() + ". Deliveries of 2 kB; PostgreSQL 18 on the same machine, with"
                            + " fsync; H2 with each commit in the file.");
            accept(file.getValue(), out);
            drain(file.getValue(), out);
            backlog(file.getValue(), out);
            snapshot(file.getValue(), out);
            claim(file.getValue(), out);
        }
    }

    private static void accept(ResultFile file, Markdown out) {
        out.tableHead(List.of(
                "accepted",
                "threads",
                "stored before",
                "bare INSERT + COMMIT /s",
                "inbox /s",
                "ratio",
                "one document, ratio"));
        for (String store : List.of("h2", "postgresql")) {
            for (String stored : file.distinct("stored", "measure", "accept")) {
                for (String threads : file.distinct("threads", "measure", "accept", "stored", stored)) {
                    String[] bare = selection("accept", store, threads, stored, "bare");
                    String[] inbox = selection("accept", store, threads, stored, "inbox");
                    String[] hot = selection("accept", store, threads, stored, "inbox, one document");
                    out.row(List.of(
                            store,
                            threads,
                            String.format(Locale.ROOT, "%,d", Integer.parseInt(stored)),
                            Markdown.number(file.median("per_second", bare)),
                            Markdown.number(file.median("per_second", inbox)),
                            file.ratioAndRange("per_second", inbox, bare),
                            file.ratioAndRange("per_second", hot, bare)));
                }
            }
        }
        out.end();
    }

    private static void drain(ResultFile file, Markdown out) {
        out.tableHead(List.of(
                "drained, handler does nothing", "1 worker /s", "4 workers /s", "16 workers /s", "64 workers /s"));
        for (String store : List.of("h2", "postgresql")) {
            for (String handler : file.distinct("variant", "measure", "drain")) {
                List<String> cells = new ArrayList<>(List.of(store + ", " + handler));
                List<String> measured = file.distinct("threads", "measure", "drain", "store", store);
                for (String workers : List.of("1", "4", "16", "64")) {
                    cells.add(
                            measured.contains(workers)
                                    ? Markdown.number(file.median(
                                            "per_second",
                                            "measure",
                                            "drain",
                                            "store",
                                            store,
                                            "threads",
                                            workers,
                                            "variant",
                                            handler))
                                    : "");
                }
                out.row(cells);
            }
        }
        out.end();
    }

    /** Rounds are fifths of the backlog. */
    private static void backlog(ResultFile file, Markdown out) {
        out.tableHead(List.of(
                "16 workers, 200,000 waiting, postgresql", "handled before", "first fifth /s", "last fifth /s"));
        for (String variant : file.distinct("variant", "measure", "backlog")) {
            for (String stored : file.distinct("stored", "measure", "backlog", "variant", variant)) {
                String[] first = {"measure", "backlog", "variant", variant, "stored", stored, "round", "1"};
                String[] last = {"measure", "backlog", "variant", variant, "stored", stored, "round", "5"};
                out.row(List.of(
                        variant,
                        String.format(Locale.ROOT, "%,d", Integer.parseInt(stored)),
                        Markdown.number(file.median("per_second", first)),
                        Markdown.number(file.median("per_second", last))));
            }
        }
        out.end();
    }

    /** Rounds are turns, of nine seconds each. */
    private static void snapshot(ResultFile file, Markdown out) {
        out.tableHead(List.of(
                "8 senders beside 4 workers and an open transaction, postgresql",
                "first turn, ratio to bare",
                "last turn",
                "all turns"));
        for (String variant : List.of("inbox", "inbox, one document")) {
            List<String> turns = file.distinct("round", "measure", "snapshot", "variant", variant);
            String[] measured = {"measure", "snapshot", "variant", variant};
            String[] bare = {"measure", "snapshot", "variant", "bare"};
            out.row(List.of(
                    variant,
                    ratio(file, variant, turns.get(0)),
                    ratio(file, variant, turns.get(turns.size() - 1)),
                    Markdown.number(file.median("per_second", measured) / file.median("per_second", bare))));
        }
        out.end();
    }

    private static String ratio(ResultFile file, String variant, String turn) {
        return Markdown.number(file.median("per_second", "measure", "snapshot", "variant", variant, "round", turn)
                / file.median("per_second", "measure", "snapshot", "variant", "bare", "round", turn));
    }

    private static void claim(ResultFile file, Markdown out) {
        out.tableHead(List.of("claimed in Redis", "bare SET NX PX /s", "guard /s", "ratio"));
        for (String threads : file.distinct("threads", "measure", "claim")) {
            String[] bare = selection("claim", "redis", threads, "0", "bare");
            String[] guard = selection("claim", "redis", threads, "0", "guard");
            out.row(List.of(
                    threads + " threads",
                    Markdown.number(file.median("per_second", bare)),
                    Markdown.number(file.median("per_second", guard)),
                    file.ratioAndRange("per_second", guard, bare)));
        }
        out.end();
    }

    private static String[] selection(String measure, String store, String threads, String stored, String variant) {
        return new String[] {
            "measure", measure, "store", store, "threads", threads, "stored", stored, "variant", variant
        };
    }
}
