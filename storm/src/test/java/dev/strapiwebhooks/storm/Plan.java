package dev.strapiwebhooks.storm;

import java.time.Duration;
import java.util.Random;

/**
 * A trouble with all that is left to chance, so that the same seed plans the same.
 *
 * @param what which
 * @param receiver to whom, where it is of a receiver
 * @param length how long
 * @param clockOffset how wrong, for {@link Trouble#WRONG_CLOCK}
 * @param rudely whether connections end with a reset
 */
record Plan(Trouble what, int receiver, Duration length, Duration clockOffset, boolean rudely) {
    private static final long LEASE = StormSettings.LEASE.toMillis();

    static Plan of(Trouble what, int receiver, Random random) {
        return new Plan(
                what,
                receiver,
                Duration.ofMillis(length(what, random)),
                Duration.ofMillis(clockOffset(random)),
                random.nextBoolean());
    }

    private static long length(Trouble what, Random random) {
        return switch (what) {
            case SUSPEND -> suspension(random);
            case KILL, WRONG_CLOCK -> between(200, 3000, random);
            case DRY_POOL -> between(LEASE * 3 / 2, LEASE * 5 / 2, random);
            case CUT -> 0;
            case SWALLOW -> between(2000, 9000, random);
            case RESTART_DATABASE -> between(500, 8000, random);
            case FREEZE_DATABASE -> between(2000, 15_000, random);
        };
    }

    /** One in four well within the lease; the others well beyond it. What is near it would excuse too little or too much. */
    private static long suspension(Random random) {
        return random.nextInt(4) == 0
                ? between(LEASE / 5, LEASE / 2, random)
                : between(LEASE * 13 / 10, LEASE * 3, random);
    }

    /** Some seconds, or some minutes. */
    private static long clockOffset(Random random) {
        long offset = random.nextBoolean() ? between(700, 10_000, random) : between(30_000, 240_000, random);
        return random.nextBoolean() ? offset : -offset;
    }

    private static long between(long least, long most, Random random) {
        return least + (long) (random.nextDouble() * (most - least));
    }
}
