package dev.strapiwebhooks.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one result file: the machine in the first line, the columns in the second, then a line for each result. Not the
 * standard output, into which the measured processes write, too; that shows how far the suite is.
 */
public final class ResultWriter implements AutoCloseable {
    private final BufferedWriter file;

    private ResultWriter(BufferedWriter file) {
        this.file = file;
    }

    /**
     * Begins a file.
     *
     * @param file where to
     * @return a writer
     */
    public static ResultWriter to(String file) throws IOException {
        ResultWriter writer = new ResultWriter(Files.newBufferedWriter(Path.of(file)));
        writer.line(Environment.describe());
        return writer;
    }

    /**
     * Writes one line, to be seen at once.
     *
     * @param line values with commas between them
     */
    public void line(String line) throws IOException {
        System.out.println(line);
        file.write(line);
        file.newLine();
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
