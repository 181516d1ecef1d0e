package dev.strapiwebhooks.storm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * No two calls for one document overlap. The one that began earlier is excused if it could not know that it had lost the
 * document to another process: because its own stood still for a lease, or alone could not reach the database for one.
 */
final class OneAtATimeCheck {
    private final Deeds deeds;
    private final Verdict verdict;
    private final Set<Call> broken = new HashSet<>();
    private final Set<Call> excused = new HashSet<>();

    private OneAtATimeCheck(Evidence evidence, Verdict verdict) {
        this.deeds = evidence.deeds();
        this.verdict = verdict;
    }

    static void judge(Evidence evidence, Verdict verdict) {
        OneAtATimeCheck check = new OneAtATimeCheck(evidence, verdict);
        evidence.callsByDocument().values().forEach(check::judge);
    }

    private void judge(List<Call> ofDocument) {
        List<Call> open = new ArrayList<>();
        for (Call call : ofDocument) {
            open.removeIf(earlier -> earlier.end() <= call.begin());
            open.forEach(earlier -> judge(earlier, call));
            open.add(call);
        }
    }

    private void judge(Call one, Call two) {
        boolean inOrder = deeds.effectiveBegin(one) <= deeds.effectiveBegin(two);
        Call earlier = inOrder ? one : two;
        Call later = inOrder ? two : one;
        if (earlier.process() == later.process()) {
            broken("two calls at once in one process", earlier, later);
        } else if (deeds.stoodStillBefore(StormSettings.LEASE, earlier, later)) {
            excused(earlier, "two at once, excused: the earlier one's process stood still for a lease");
        } else if (deeds.wasCutOffBefore(StormSettings.LEASE, earlier, later)) {
            excused(earlier, "two at once, excused: the earlier one's receiver was cut off for a lease");
        } else {
            broken("two calls at once in two processes", earlier, later);
        }
    }

    /** One that goes on for long may overlap with many; it is one case. */
    private void excused(Call earlier, String how) {
        if (excused.add(earlier)) {
            verdict.count(how);
        }
    }

    private void broken(String what, Call earlier, Call later) {
        if (broken.add(earlier)) {
            List<Object> proofs = new ArrayList<>(List.of(earlier, later));
            proofs.addAll(deeds.during(earlier.begin(), later.begin()));
            verdict.broken(Promise.ONE_AT_A_TIME, what + deeds.meanwhile(earlier.begin(), later.begin()), proofs);
        }
    }
}
