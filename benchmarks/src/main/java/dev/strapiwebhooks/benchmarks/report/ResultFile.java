package dev.strapiwebhooks.benchmarks.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one command measured: the machine in the first line, the columns in the second, then a line for each result. */
final class ResultFile {
    private final String environment;
    private final List<Row> rows;

    private ResultFile(String environment, List<Row> rows) {
        this.environment = environment;
        this.rows = rows;
    }

    /** One for each version of Java, in their order. */
    static Map<String, ResultFile> byJava(Path folder, String suite) throws IOException {
        Map<String, ResultFile> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, suite + "-jdk*.csv")) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                files.put(
                        name.substring(suite.length() + "-jdk".length(), name.length() - ".csv".length()),
                        parse(Files.readAllLines(file)));
            }
        }
        return files;
    }

    static ResultFile parse(List<String> lines) {
        String[] columns = lines.get(1).split(",", -1);
        List<Row> rows = lines.stream()
                .skip(2)
                .map(line -> line.split(",", -1))
                .map(values -> row(columns, values))
                .toList();
        return new ResultFile(lines.get(0).substring(2), rows);
    }

    String environment() {
        return environment;
    }

    List<String> distinct(String column, String... where) {
        return matching(where).map(row -> row.text(column)).distinct().toList();
    }

    /** The median over all rounds. */
    double median(String column, String... where) {
        return median(matching(where).mapToDouble(row -> row.number(column)).toArray());
    }

    /** How much more one costs, or gives, than another: the median of the rounds. */
    double ratio(String column, String[] measured, String[] base) {
        return median(ratios(column, measured, base));
    }

    /** The median, with the lowest and the highest of the rounds where they differ. */
    String ratioAndRange(String column, String[] measured, String[] base) {
        double[] ratios = ratios(column, measured, base);
        String middle = Markdown.number(median(ratios));
        String low = Markdown.number(Arrays.stream(ratios).min().orElseThrow());
        String high = Markdown.number(Arrays.stream(ratios).max().orElseThrow());
        return low.equals(high) ? middle : middle + " (" + low + " to " + high + ")";
    }

    /** Within one round, so that only what was measured together is compared. */
    private double[] ratios(String column, String[] measured, String[] base) {
        return distinct("round").stream()
                .mapToDouble(round -> only(column, round, measured) / only(column, round, base))
                .toArray();
    }

    private double only(String column, String round, String... where) {
        List<Row> found = matching(where).filter(row -> row.has("round", round)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " results for " + Arrays.toString(where));
        }
        return found.get(0).number(column);
    }

    private Stream<Row> matching(String... where) {
        return rows.stream().filter(row -> row.has(where));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Row row(String[] columns, String[] values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            fields.put(columns[i], values[i]);
        }
        return new Row(fields);
    }
}
