package dev.strapiwebhooks.storm;

import java.util.List;
import java.util.Map;

/** Nothing that was acknowledged is lost, waits for ever, or was given up without a reason. */
final class HandledCheck {
    /** Longer than any work takes, and any wait for a connection. */
    private static final long LONGEST_MILLIS = 60_000;

    private HandledCheck() {}

    static void judge(Evidence evidence, Verdict verdict) {
        if (evidence.depth() > 0) {
            verdict.broken(Promise.HANDLED, evidence.depth() + " are still pending", List.of());
        }
        Map<Long, List<Call>> calls = evidence.callsByNumber();
        evidence.answersByNumber().forEach((number, answers) -> {
            if (answers.stream().noneMatch(Answer::isAcknowledged)) {
                verdict.broken(Promise.HANDLED, "number " + number + " was never acknowledged", last(answers));
                return;
            }
            judge(evidence, verdict, number, answers, calls.getOrDefault(number, List.of()));
        });
        for (Call call : evidence.calls()) {
            if (call.outcome() == Call.Outcome.RUNNING && evidence.time() - call.begin() > LONGEST_MILLIS) {
                verdict.broken(Promise.HANDLED, "a call did not end", List.of(call));
            }
        }
    }

    private static void judge(Evidence evidence, Verdict verdict, long number, List<Answer> answers, List<Call> calls) {
        boolean dead = evidence.dead().contains(number);
        boolean done = calls.stream().anyMatch(Call::isDone);
        if (!done && !dead) {
            verdict.broken(Promise.HANDLED, "number " + number + " was acknowledged and not handled", last(answers));
        } else if (dead && !Work.isPoison(number)) {
            verdict.broken(Promise.HANDLED, "number " + number + " is a dead letter without a reason", calls);
        } else if (dead) {
            verdict.count("dead letters, as they should be");
        }
    }

    private static List<Answer> last(List<Answer> answers) {
        return answers.subList(answers.size() - 1, answers.size());
    }
}
