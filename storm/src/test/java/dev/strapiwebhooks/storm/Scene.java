package dev.strapiwebhooks.storm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Journals made by hand. Times are in milliseconds from any time on; process 10 is receiver 1, 20 is receiver 2. */
final class Scene {
    private final List<Answer> answers = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Set<Long> dead = new HashSet<>();
    private Optional<List<Effect>> effects = Optional.empty();
    private long depth;

    /** A delivery that was created and sent at a time, and accepted five milliseconds later. */
    Scene accepted(long number, long time) {
        return acceptedLate(number, time, time);
    }

    Scene acceptedLate(long number, long createdAt, long sent) {
        return answer(new Answer(number, createdAt, 0, 1, sent, sent + 5, 202));
    }

    Scene answer(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** A call of a delivery that was created at a time. */
    Scene called(long process, long number, long createdAt, long begin, long end) {
        return call(process, number, createdAt, begin, end, Call.Outcome.DONE);
    }

    Scene call(long process, long number, long createdAt, long begin, long end, Call.Outcome outcome) {
        Call.Caller caller = new Call.Caller((int) process / 10, process, calls.size());
        return call(new Call(caller, "d", number, number, 1, createdAt, false, begin, end, outcome));
    }

    Scene call(Call call) {
        calls.add(call);
        return this;
    }

    Scene suspended(long process, long from, long to) {
        return deed(Trouble.SUSPEND, process, from, to);
    }

    Scene deed(Trouble what, long process, long from, long to) {
        deeds.add(new Deed(what, what.isOfTheDatabase() ? Deed.DATABASE : (int) process / 10, process, from, to, "-"));
        return this;
    }

    Scene dead(long number) {
        dead.add(number);
        return this;
    }

    Scene pending(long count) {
        depth = count;
        return this;
    }

    Scene effects(Effect... all) {
        effects = Optional.of(List.of(all));
        return this;
    }

    List<Violation> violations() {
        return verdict().violations();
    }

    List<Promise> broken() {
        return violations().stream().map(Violation::promise).toList();
    }

    Verdict verdict() {
        calls.sort(Call.IN_TIME);
        return Checker.judge(new Evidence(answers, calls, new Deeds(deeds), 100_000, depth, dead, effects));
    }
}
