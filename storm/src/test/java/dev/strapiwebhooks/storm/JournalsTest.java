package dev.strapiwebhooks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what is read. */
class JournalsTest {
    @TempDir
    private Path directory;

    @Test
    void answers() throws Exception {
        Answer answer = new Answer(7, 1000, 2, 1, 1010, 1020, 503);
        Answer copy = new Answer(7, 1000, Answer.COPY, 2, 1030, 1040, Answer.BROKEN);
        try (Journal journal = Journal.appending(StormFiles.answers(directory))) {
            answer.writeTo(journal);
            copy.writeTo(journal);
        }
        assertThat(evidence().answers()).containsExactly(answer, copy);
        assertThat(evidence().answersByNumber()).containsOnlyKeys(7L);
    }

    @Test
    void deedsAlsoWhenTheyAreNotOver() throws Exception {
        try (DeedJournal journal = new DeedJournal(StormFiles.deeds(directory))) {
            long suspended = journal.begin(Trouble.SUSPEND, 1, 4711, "-");
            long unused = journal.begin(Trouble.WRONG_CLOCK, 2, 4712, "by_5_ms");
            journal.over(suspended);
        }
        List<Deed> deeds = evidence().deeds().all();
        assertThat(deeds).extracting(Deed::what).containsExactly(Trouble.SUSPEND, Trouble.WRONG_CLOCK);
        assertThat(deeds.get(0).millis()).isBetween(0L, 10_000L);
        assertThat(deeds.get(1).to()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void callsThatEndedWereKilledOrGoOn() throws Exception {
        try (Journal journal = Journal.appending(StormFiles.calls(directory))) {
            journal.write("begin", 10, 1, 0, "d", 5, 55, 1, 900, false, 1000, "worker");
            journal.write("begin", 20, 1, 1, "d", 6, 56, 2, 901, true, 1001, "worker");
            journal.write("begin", 30, 1, 2, "d", 7, 57, 1, 902, false, 1002, "worker");
            journal.write("end", 10, 1, Call.Outcome.FAILED, 1010);
        }
        long killed;
        try (DeedJournal journal = new DeedJournal(StormFiles.deeds(directory))) {
            journal.over(journal.begin(Trouble.KILL, 1, 20, "-"));
            killed = evidence().deeds().killed(20);
        }
        assertThat(evidence().calls())
                .containsExactly(
                        call(0, 10, 5, 1, 900, false, 1000, 1010, Call.Outcome.FAILED),
                        call(1, 20, 6, 2, 901, true, 1001, killed, Call.Outcome.KILLED),
                        call(2, 30, 7, 1, 902, false, 1002, Long.MAX_VALUE, Call.Outcome.RUNNING));
    }

    private static Call call(
            int receiver,
            long process,
            long number,
            int attempt,
            long createdAt,
            boolean overtaken,
            long begin,
            long end,
            Call.Outcome outcome) {
        Call.Caller caller = new Call.Caller(receiver, process, 1);
        return new Call(caller, "d", number, number + 50, attempt, createdAt, overtaken, begin, end, outcome);
    }

    private Evidence evidence() throws Exception {
        return Evidence.read(directory, 0, Set.of(), Optional.empty());
    }
}
