package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.testkit.attack.AttackRun.Row;
import java.net.URI;
import java.util.List;

/**
 * How an endpoint answered every attack.
 *
 * @param target the endpoint
 * @param rows what was tried, a genuine delivery first: an endpoint that rejects everything is not safe but broken
 */
public record AttackResults(URI target, List<Row> rows) {
    /**
     * Copies the list.
     *
     * @param target the endpoint
     * @param rows what was tried
     */
    public AttackResults {
        rows = List.copyOf(rows);
    }

    /**
     * Genuine deliveries were accepted, each once, and everything else was rejected.
     *
     * @return this
     * @throws AssertionError when not; it names every attack that got in
     */
    public AttackResults expectRejected() {
        List<String> failed = rows.stream()
                .filter(row -> !row.passed())
                .map(AttackResults::line)
                .toList();
        if (failed.isEmpty() && !rows.isEmpty()) {
            return this;
        }
        throw new AssertionError(failed.size() + " of " + rows.size() + " attempts on " + target
                + " did not end as they must:\n" + String.join("\n", failed)
                + "\nAn attack must be answered with a status from 400 to 499, but not 404 or 429.");
    }

    private static String line(Row row) {
        return "  " + row.name() + " (" + row.description() + "): "
                + (row.status() == 0 ? "no answer" : "answered " + row.status());
    }
}
