package dev.strapiwebhooks.benchmarks.http;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one run of wrk found.
 *
 * @param requests answered requests
 * @param micros how long it took
 * @param p50 median latency in microseconds
 * @param p99 99th percentile of the latency in microseconds
 * @param refused answers of status 400 and more
 * @param broken failed connections
 */
record Load(long requests, long micros, long p50, long p99, long refused, long broken) {
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\d+)");

    static Load parse(String output) {
        String result = output.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk gave no result:\n" + output));
        Map<String, Long> fields = FIELD.matcher(result)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> Long.valueOf(match.group(2))));
        return new Load(
                fields.getOrDefault("requests", 0L),
                fields.getOrDefault("micros", 0L),
                fields.getOrDefault("p50", 0L),
                fields.getOrDefault("p99", 0L),
                fields.getOrDefault("status", 0L),
                fields.getOrDefault("socket", 0L));
    }

    double perSecond() {
        return requests * 1e6 / micros;
    }
}
