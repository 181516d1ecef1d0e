package dev.strapiwebhooks.storm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A delivery whose call has ended well is called again only if that end could not be known: its process was killed right
 * after it, or stood still for a lease, or could not reach the database. A killed process excuses as many as it has
 * workers.
 */
final class NotAgainCheck {
    /** How long after its end an end may still be on its way into the database. */
    private static final long UNDER_WAY_MILLIS = 1000;
    /** The same, for a process that has trouble of its own and is killed. */
    private static final long KILLED_WITHIN_MILLIS = StormSettings.LEASE.toMillis() + 2000;

    private final Deeds deeds;
    private final Verdict verdict;
    private final Set<Call> judged = new HashSet<>();
    private final Map<Long, Integer> excusedByKill = new HashMap<>();

    private NotAgainCheck(Evidence evidence, Verdict verdict) {
        this.deeds = evidence.deeds();
        this.verdict = verdict;
    }

    static void judge(Evidence evidence, Verdict verdict) {
        NotAgainCheck check = new NotAgainCheck(evidence, verdict);
        evidence.callsByNumber().values().forEach(check::judge);
    }

    private void judge(List<Call> ofNumber) {
        for (Call again : ofNumber) {
            for (Call before : ofNumber) {
                if (!before.equals(again)
                        && before.isDone()
                        && before.end() <= deeds.effectiveBegin(again)
                        && judged.add(before)) {
                    judge(before, again);
                }
            }
        }
    }

    private void judge(Call before, Call again) {
        long until = before.end() + UNDER_WAY_MILLIS;
        if (deeds.stoodStillFor(StormSettings.LEASE, before.process(), before.begin(), until)) {
            verdict.count("called again, excused: the process stood still for a lease");
        } else if (deeds.databaseWasAway(before.receiver(), before.end())) {
            verdict.count("called again, excused: the database was away");
        } else if (wasKilled(before, again)) {
            if (excusedByKill.merge(before.process(), 1, Integer::sum) > StormSettings.WORKERS) {
                broken("more called again than a killed process had workers", before, again);
            } else {
                verdict.count("called again, excused: the process was killed");
            }
        } else {
            broken("called again after it had ended well", before, again);
        }
    }

    private boolean wasKilled(Call before, Call again) {
        long killed = deeds.killed(before.process());
        return killed <= Math.min(again.begin(), before.end() + KILLED_WITHIN_MILLIS);
    }

    private void broken(String what, Call before, Call again) {
        long from = before.end() - UNDER_WAY_MILLIS;
        List<Object> proofs = new ArrayList<>(List.of(before, again));
        proofs.addAll(deeds.during(from, again.begin()));
        verdict.broken(Promise.NOT_AGAIN, what + deeds.meanwhile(from, again.begin()), proofs);
    }
}
