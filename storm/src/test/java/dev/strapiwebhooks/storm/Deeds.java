package dev.strapiwebhooks.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the director did, as far as it excuses something. */
final class Deeds {
    /** How long after its end an outage may still be felt, and how long before its begin something may be under way. */
    private static final long FELT_MILLIS = 1000;

    /** How long after a suspension a call that was on its way may begin. */
    private static final long ON_ITS_WAY_MILLIS = 500;

    private final List<Deed> all;

    Deeds(List<Deed> all) {
        this.all = List.copyOf(all);
    }

    static Deeds parse(List<List<String>> lines) {
        Map<String, Deed> deeds = new LinkedHashMap<>();
        for (List<String> words : lines) {
            if (words.get(0).equals("begin")) {
                deeds.put(words.get(1), Deed.parse(words));
            } else {
                deeds.computeIfPresent(words.get(1), (id, deed) -> deed.over(Long.parseLong(words.get(2))));
            }
        }
        return new Deeds(new ArrayList<>(deeds.values()));
    }

    List<Deed> all() {
        return all;
    }

    /** When a process was killed; {@link Long#MAX_VALUE} when it was not. */
    long killed(long process) {
        return all.stream()
                .filter(deed -> deed.what() == Trouble.KILL && deed.process() == process)
                .mapToLong(Deed::from)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether a process stood still at all in a time. */
    boolean stoodStill(int receiver, long begin, long end) {
        return any(deed -> (deed.what() == Trouble.SUSPEND || deed.what() == Trouble.KILL)
                && deed.receiver() == receiver
                && deed.touches(begin, end));
    }

    /** Whether a process stood still for a lease, and a part of it was in a time. */
    boolean stoodStillFor(Duration lease, long process, long begin, long end) {
        return any(deed -> deed.what() == Trouble.SUSPEND
                && deed.process() == process
                && deed.millis() >= lease.toMillis()
                && deed.touches(begin, end));
    }

    /** Whether a call may have lost its lease to another by then, because its process stood still. */
    boolean stoodStillBefore(Duration lease, Call call, Call other) {
        return any(deed -> deed.what() == Trouble.SUSPEND
                && deed.process() == call.process()
                && costsALease(deed, lease, call, other));
    }

    /** The same, because its receiver alone could not reach the database. */
    boolean wasCutOffBefore(Duration lease, Call call, Call other) {
        return any(deed -> deed.what() == Trouble.SWALLOW
                && deed.receiver() == call.receiver()
                && costsALease(deed, lease, call, other));
    }

    /** A lease is renewed so often that at least half of it is left at any time. */
    private boolean costsALease(Deed deed, Duration lease, Call call, Call other) {
        return deed.millis() >= lease.toMillis()
                && deed.from() + lease.toMillis() / 2 <= other.begin()
                && deed.touches(effectiveBegin(call), other.begin());
    }

    /** Whether a receiver may have been unable to write down what ended at a time. */
    boolean databaseWasAway(int receiver, long time) {
        return any(deed -> isOutage(deed, receiver) && deed.touches(time - FELT_MILLIS, time + FELT_MILLIS));
    }

    private static boolean isOutage(Deed deed, int receiver) {
        boolean cut = deed.what() == Trouble.CUT || deed.what() == Trouble.SWALLOW;
        return deed.what().isOfTheDatabase() || (cut && deed.receiver() == receiver);
    }

    /**
     * When a call had begun for everybody else: what goes on after a suspension with the first line of its handler was on
     * its way there before.
     */
    long effectiveBegin(Call call) {
        return all.stream()
                .filter(deed -> deed.what() == Trouble.SUSPEND && deed.process() == call.process())
                .filter(deed -> deed.from() <= call.begin() && deed.to() >= call.begin() - ON_ITS_WAY_MILLIS)
                .mapToLong(Deed::from)
                .findFirst()
                .orElse(call.begin());
    }

    /** What was going on in a time, for whoever reads about a violation. */
    List<Deed> during(long begin, long end) {
        return all.stream().filter(deed -> deed.touches(begin, end)).toList();
    }

    /** The same in words that are equal where the troubles are. */
    String meanwhile(long begin, long end) {
        List<Trouble> troubles =
                during(begin, end).stream().map(Deed::what).distinct().sorted().toList();
        return troubles.isEmpty() ? ", in calm" : ", meanwhile " + troubles;
    }

    private boolean any(Predicate<Deed> condition) {
        return all.stream().anyMatch(condition);
    }
}
