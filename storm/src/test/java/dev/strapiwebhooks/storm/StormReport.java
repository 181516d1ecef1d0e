package dev.strapiwebhooks.storm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is printed after the storm. */
final class StormReport {
    private static final int MOST_SHOWN_OF_A_KIND = 3;

    private final StringBuilder text = new StringBuilder();
    private final Evidence evidence;
    private final Verdict verdict;

    private StormReport(Evidence evidence, Verdict verdict) {
        this.evidence = evidence;
        this.verdict = verdict;
    }

    static String of(String title, Evidence evidence, Verdict verdict) {
        StormReport report = new StormReport(evidence, verdict);
        report.line(title);
        report.numbers();
        report.troubles();
        report.violations();
        return report.text.toString();
    }

    private void numbers() {
        line("deliveries " + evidence.answersByNumber().size() + ", answers "
                + evidence.answers().size() + " "
                + grouped(evidence.answers().stream().map(Answer::status)) + ", calls "
                + evidence.calls().size() + " "
                + grouped(evidence.calls().stream().map(Call::outcome)) + ", dead letters "
                + evidence.dead().size() + ", pending " + evidence.depth());
        line("answers with 202: " + spread(acceptances().mapToLong(Answer::millis)));
        line("answers with 503: "
                + spread(evidence.answers().stream()
                        .filter(answer -> answer.status() == Answer.NOT_NOW)
                        .mapToLong(Answer::millis)));
        Map<Long, Long> firstCalls =
                evidence.calls().stream().collect(Collectors.toMap(Call::number, Call::begin, Math::min));
        line("from 202 to the call: "
                + spread(acceptances()
                        .filter(answer -> firstCalls.containsKey(answer.number()))
                        .mapToLong(answer ->
                                Math.max(0, firstCalls.getOrDefault(answer.number(), 0L) - answer.answered()))));
        verdict.counts().forEach((what, count) -> line(what + ": " + count));
    }

    private Stream<Answer> acceptances() {
        return evidence.answers().stream().filter(Answer::isAccepted);
    }

    private void troubles() {
        line("what the director did:");
        evidence.deeds().all().forEach(deed -> line("  " + deed));
    }

    private void violations() {
        Map<String, List<Violation>> kinds = verdict.violations().stream()
                .collect(Collectors.groupingBy(StormReport::kind, TreeMap::new, Collectors.toList()));
        line("violations: " + verdict.violations().size());
        kinds.forEach((kind, violations) -> line("  " + violations.size() + " times " + kind));
        kinds.values()
                .forEach(violations ->
                        violations.stream().limit(MOST_SHOWN_OF_A_KIND).forEach(violation -> line("  " + violation)));
    }

    private static String kind(Violation violation) {
        return violation.promise() + ": " + violation.what().replaceAll("\\d+", "N");
    }

    private static String grouped(Stream<?> things) {
        return new TreeMap<>(things.collect(Collectors.groupingBy(String::valueOf, Collectors.counting()))).toString();
    }

    private static String spread(LongStream values) {
        long[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return "none";
        }
        Function<Double, Long> at = share -> sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
        return sorted.length + ", p50 " + at.apply(0.5) + " ms, p99 " + at.apply(0.99) + " ms, max "
                + Arrays.stream(sorted).max().orElse(0) + " ms";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
