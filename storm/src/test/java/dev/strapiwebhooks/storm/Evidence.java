package dev.strapiwebhooks.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is known after the storm.
 *
 * @param answers of the senders
 * @param calls of handlers, sorted by begin
 * @param deeds of the director
 * @param time when all this was read, in milliseconds
 * @param depth how many deliveries are still pending
 * @param dead the senders' numbers of dead letters
 * @param effects of a transactional handler, where there is one
 */
record Evidence(
        List<Answer> answers,
        List<Call> calls,
        Deeds deeds,
        long time,
        long depth,
        Set<Long> dead,
        Optional<List<Effect>> effects) {
    static Evidence read(Path directory, long depth, Set<Long> dead, Optional<List<Effect>> effects)
            throws IOException {
        Deeds deeds = Deeds.parse(Journal.read(StormFiles.deeds(directory)));
        return new Evidence(
                Journal.read(StormFiles.answers(directory)).stream()
                        .map(Answer::parse)
                        .toList(),
                Call.parse(Journal.read(StormFiles.calls(directory)), deeds),
                deeds,
                System.currentTimeMillis(),
                depth,
                dead,
                effects);
    }

    /** What senders saw of each delivery, copies apart, in the order of attempts. */
    Map<Long, List<Answer>> answersByNumber() {
        return answers.stream()
                .filter(answer -> !answer.isCopy())
                .sorted(Comparator.comparingInt(Answer::attempt))
                .collect(Collectors.groupingBy(Answer::number, TreeMap::new, Collectors.toList()));
    }

    Map<Long, List<Call>> callsByNumber() {
        return calls.stream().collect(Collectors.groupingBy(Call::number, TreeMap::new, Collectors.toList()));
    }

    Map<String, List<Call>> callsByDocument() {
        return calls.stream().collect(Collectors.groupingBy(Call::document, TreeMap::new, Collectors.toList()));
    }
}
