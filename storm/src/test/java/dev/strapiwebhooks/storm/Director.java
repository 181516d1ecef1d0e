package dev.strapiwebhooks.storm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes one trouble or two at once, then lets it be calm, and so on. Each kind has its turn before one comes again. */
final class Director {
    private static final long SHORTEST_CALM = 2000;
    private static final int MORE_CALM = 3000;

    private final Troubles troubles;
    private final List<Trouble> kinds;
    private final Random random;
    private final Deque<Trouble> turns = new ArrayDeque<>();

    Director(Troubles troubles, List<Trouble> kinds, long seed) {
        this.troubles = troubles;
        this.kinds = List.copyOf(kinds);
        this.random = new Random(seed);
    }

    /** Returns when the time is over and everything is well again. */
    void run(long seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try {
            calm();
            while (System.nanoTime() - end < 0) {
                makeAll(hands, plan());
                calm();
            }
            troubles.rightAllClocks();
        } finally {
            hands.shutdown();
        }
    }

    private void calm() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SHORTEST_CALM + random.nextInt(MORE_CALM)));
    }

    private void makeAll(ExecutorService hands, List<Plan> plans) throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Plan plan : plans) {
            tasks.add(() -> {
                troubles.make(plan);
                return null;
            });
        }
        for (Future<Void> task : hands.invokeAll(tasks)) {
            Void unused = task.get();
        }
    }

    /** Two at once are of different receivers, and at most one is of the database. */
    private List<Plan> plan() {
        if (kinds.isEmpty()) {
            return List.of();
        }
        int receiver = random.nextInt(StormSettings.RECEIVERS);
        List<Plan> plans = new ArrayList<>(List.of(Plan.of(nextTurn(), receiver, random)));
        if (random.nextBoolean()) {
            int other = (receiver + 1 + random.nextInt(StormSettings.RECEIVERS - 1)) % StormSettings.RECEIVERS;
            Trouble second = nextTurn();
            if (second.isOfTheDatabase() && plans.get(0).what().isOfTheDatabase()) {
                turns.addFirst(second);
            } else {
                plans.add(Plan.of(second, other, random));
            }
        }
        return plans;
    }

    private Trouble nextTurn() {
        if (turns.isEmpty()) {
            List<Trouble> all = new ArrayList<>(kinds);
            Collections.shuffle(all, random);
            turns.addAll(all);
        }
        return turns.removeFirst();
    }
}
