package dev.strapiwebhooks.jdbc.storm;

import java.util.ArrayList;
import java.util.List;

/**
 * No two calls for one document overlap. The one that began earlier is excused if it could not know that it had lost the
 * document to another process: because its own stood still for a lease, or alone could not reach the database for one.
 */
final class OneAtATimeCheck {
    private OneAtATimeCheck() {}

    static void judge(Evidence evidence, Verdict verdict) {
        for (List<Call> ofDocument : evidence.callsByDocument().values()) {
            List<Call> open = new ArrayList<>();
            for (Call call : ofDocument) {
                open.removeIf(earlier -> earlier.end() <= call.begin());
                for (Call earlier : open) {
                    judge(evidence.deeds(), verdict, earlier, call);
                }
                open.add(call);
            }
        }
    }

    private static void judge(Deeds deeds, Verdict verdict, Call one, Call two) {
        boolean inOrder = deeds.effectiveBegin(one) <= deeds.effectiveBegin(two);
        Call earlier = inOrder ? one : two;
        Call later = inOrder ? two : one;
        long begin = deeds.effectiveBegin(earlier);
        if (earlier.process() == later.process()) {
            broken(deeds, verdict, "two calls at once in one process", earlier, later);
        } else if (deeds.stoodStillBeyond(StormSettings.LEASE, earlier.process(), begin, earlier.end())) {
            verdict.count("two at once, excused: the earlier one's process stood still for a lease");
        } else if (deeds.wasCutOffBeyond(StormSettings.LEASE, earlier.receiver(), begin, earlier.end())) {
            verdict.count("two at once, excused: the earlier one's receiver was cut off for a lease");
        } else {
            broken(deeds, verdict, "two calls at once in two processes", earlier, later);
        }
    }

    private static void broken(Deeds deeds, Verdict verdict, String what, Call earlier, Call later) {
        List<Object> proofs = new ArrayList<>(List.of(earlier, later));
        proofs.addAll(deeds.during(earlier.begin(), later.begin()));
        verdict.broken(Promise.ONE_AT_A_TIME, what + deeds.meanwhile(earlier.begin(), later.begin()), proofs);
    }
}
