package dev.strapiwebhooks.storm;

import java.util.ArrayList;
import java.util.List;

/** Whatever is the matter, a sender knows within ten seconds, unless the receiver itself stands still or dies. */
final class PromptCheck {
    private PromptCheck() {}

    static void judge(Evidence evidence, Verdict verdict) {
        for (Answer answer : evidence.answers()) {
            boolean late =
                    answer.status() == Answer.TIMED_OUT || answer.millis() > StormSettings.LONGEST_ANSWER.toMillis();
            if (late && evidence.deeds().stoodStill(answer.receiver(), answer.sent(), answer.answered())) {
                verdict.count("answers late, excused: the receiver stood still");
            } else if (late) {
                broken(evidence.deeds(), answer, verdict);
            }
        }
    }

    private static void broken(Deeds deeds, Answer answer, Verdict verdict) {
        List<Object> proofs = new ArrayList<>(List.of(answer));
        proofs.addAll(deeds.during(answer.sent(), answer.answered()));
        String how = answer.status() == Answer.TIMED_OUT ? "no answer" : "a late answer";
        verdict.broken(Promise.PROMPT, how + deeds.meanwhile(answer.sent(), answer.answered()), proofs);
    }
}
