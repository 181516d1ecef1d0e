package dev.strapiwebhooks.storm;

import java.util.List;

/** A delivery is accepted once, whatever was sent how often. */
final class CopiesCheck {
    private CopiesCheck() {}

    static void judge(Evidence evidence, Verdict verdict) {
        for (Answer answer : evidence.answers()) {
            if (answer.isCopy()) {
                verdict.count("copies sent");
            }
            if (answer.isCopy() && answer.isAccepted()) {
                verdict.broken(Promise.NO_COPIES, "a copy was accepted", List.of(answer));
            }
            if (answer.status() > 0 && !answer.isAcknowledged() && answer.status() != Answer.NOT_NOW) {
                verdict.broken(Promise.NO_COPIES, "an answer that nobody expects", List.of(answer));
            }
        }
        evidence.answersByNumber().values().forEach(answers -> judge(answers, verdict));
        evidence.callsByNumber().forEach((number, calls) -> {
            if (calls.stream().mapToLong(Call::id).distinct().count() > 1) {
                verdict.broken(Promise.NO_COPIES, "number " + number + " was stored twice", calls);
            }
        });
    }

    /** A sender that was refused will be told "known" next time if the delivery was stored all the same. */
    private static void judge(List<Answer> answers, Verdict verdict) {
        int last = answers.size() - 1;
        if (answers.get(last).status() != Answer.KNOWN) {
            return;
        }
        if (last == 0) {
            verdict.broken(Promise.NO_COPIES, "known, and never sent before", answers);
        } else if (answers.subList(0, last).stream().allMatch(Answer::isRefused)) {
            verdict.count("known, though the sender was only ever refused");
        } else {
            verdict.count("known, after a connection without an answer");
        }
    }
}
