package dev.strapiwebhooks.storm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls for one document begin in the order of its events. An event must be called before a later one if the inbox had it
 * for a hold before the later one was called, or had it before the later one's hold was over.
 */
final class OrderCheck {
    private static final long HOLD_MILLIS = StormSettings.HOLD.toMillis();
    /** Something had to be done with both, and milliseconds are rounded. */
    private static final long MARGIN_MILLIS = 50;

    private final Deeds deeds;
    private final Verdict verdict;
    /** When the inbox had a delivery at the latest: when the sender knew. */
    private final Map<Long, Long> stored = new HashMap<>();
    /** When the inbox had a delivery at the earliest: when it was sent. */
    private final Map<Long, Long> sent = new HashMap<>();

    private OrderCheck(Evidence evidence, Verdict verdict) {
        this.deeds = evidence.deeds();
        this.verdict = verdict;
        evidence.answersByNumber().forEach((number, answers) -> {
            sent.put(number, answers.get(0).sent());
            for (Answer answer : answers) {
                if (answer.isAcknowledged()) {
                    stored.putIfAbsent(number, answer.answered());
                }
                if (answer.isAccepted()) {
                    sent.put(number, answer.sent());
                }
            }
        });
    }

    static void judge(Evidence evidence, Verdict verdict) {
        OrderCheck check = new OrderCheck(evidence, verdict);
        evidence.callsByDocument().values().forEach(check::judge);
    }

    private void judge(List<Call> ofDocument) {
        for (Call late : ofDocument) {
            if (late.overtaken()) {
                verdict.count("overtaken, and the handler was told");
            } else {
                ofDocument.stream()
                        .filter(early -> isOvertaken(late, early))
                        .filter(early -> !wasDone(ofDocument, late, early) && !wasDone(ofDocument, early, early))
                        .findFirst()
                        .ifPresent(early -> broken(late, early));
            }
        }
    }

    private boolean isOvertaken(Call late, Call early) {
        return early.createdAt() > late.createdAt()
                && early.begin() < late.begin()
                && early.begin() < deeds.effectiveBegin(late)
                && stored.getOrDefault(late.number(), Long.MAX_VALUE) < mustKnow(early);
    }

    /** What the inbox had before that, it had to call first. */
    private long mustKnow(Call early) {
        long called = deeds.effectiveBegin(early) - HOLD_MILLIS;
        long held = sent.getOrDefault(early.number(), 0L) + HOLD_MILLIS - MARGIN_MILLIS;
        return Math.max(called, held);
    }

    /** What is called again after it was done is judged elsewhere. */
    private static boolean wasDone(List<Call> ofDocument, Call which, Call before) {
        return ofDocument.stream()
                .anyMatch(call -> call.number() == which.number() && call.isDone() && call.end() <= before.begin());
    }

    private void broken(Call late, Call early) {
        long from = early.begin() - HOLD_MILLIS;
        long known = stored.getOrDefault(late.number(), 0L);
        String how = known < from ? "an earlier event was called later" : "a later event was not held back";
        List<Object> proofs = new ArrayList<>(List.of(
                "first  " + early + ", sent " + sent.get(early.number()),
                "second " + late + ", acknowledged " + known));
        proofs.addAll(deeds.during(from, late.begin()));
        verdict.broken(Promise.IN_ORDER, how + deeds.meanwhile(from, late.begin()), proofs);
    }
}
