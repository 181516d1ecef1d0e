package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;

/** One chapter of the report: a table, and perhaps a plot. */
interface Section {
    /** Says nothing where nothing was measured. */
    void write(Path results, Markdown out, Plots plots) throws IOException;
}
