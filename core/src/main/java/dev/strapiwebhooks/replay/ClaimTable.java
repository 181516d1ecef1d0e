package dev.strapiwebhooks.replay;

/**
 * Claims in one array, because a map of objects costs five cache misses at a million claims, and a collector's time: open
 * addressing with linear probing, five words for each claim, the four of its key and its end. The place of an ended claim
 * is taken by the next one that comes by. When few places are empty the table is built anew, in the size that the live
 * claims need. Not thread-safe.
 */
final class ClaimTable {
    private static final int WORDS = 5;
    private static final int END = 4;
    private static final int SMALLEST = 16;
    /** After it was built anew. More would be less work and more memory to miss the cache in. */
    private static final int PLACES_PER_CLAIM = 2;

    private static final long EMPTY = 0;
    private static final long RELEASED = 1;
    private static final long FIRST_TIME = 2;

    private final int capacity;
    private long[] words = new long[SMALLEST * WORDS];
    /** Places that are not empty. */
    private int used;
    /** How many claims are live, or have ended since they were last counted. */
    private int liveAtMost;
    /** There were as many live claims as may be, and none of them ends before; asking again would only cost time. */
    private long fullUntil = Long.MIN_VALUE;

    ClaimTable(int capacity) {
        this.capacity = capacity;
    }

    /** Both times in milliseconds since the epoch; a claim is live up to and including {@code end}. */
    boolean tryClaim(ReplayKey key, long now, long end) {
        int place = placeFor(key, now);
        if (isLive(words[place + END], now)) {
            return false;
        }
        requireCapacity(now);
        if (words[place + END] == EMPTY) {
            if (used >= words.length / WORDS * 3 / 4) {
                rebuild(now);
                place = placeFor(key, now);
            }
            used++;
        }
        key.writeTo(words, place);
        words[place + END] = Math.max(end, FIRST_TIME);
        liveAtMost++;
        return true;
    }

    void release(ReplayKey key) {
        for (int place = firstPlace(key.firstWord()); words[place + END] != EMPTY; place = next(place)) {
            if (key.isAt(words, place)) {
                words[place + END] = RELEASED;
                fullUntil = Long.MIN_VALUE;
            }
        }
    }

    int countLive(long now) {
        int live = 0;
        for (int place = 0; place < words.length; place += WORDS) {
            live += isLive(words[place + END], now) ? 1 : 0;
        }
        return live;
    }

    private static boolean isLive(long end, long now) {
        return end >= FIRST_TIME && end >= now;
    }

    /** Where the key has its live claim; or else the first place on its way that can be taken, ended or empty. */
    private int placeFor(ReplayKey key, long now) {
        int place = firstPlace(key.firstWord());
        int ended = -1;
        while (words[place + END] != EMPTY) {
            if (isLive(words[place + END], now)) {
                if (key.isAt(words, place)) {
                    return place;
                }
            } else if (ended < 0) {
                ended = place;
            }
            place = next(place);
        }
        return ended < 0 ? place : ended;
    }

    /** Keys are hashes, so their bits are as good as any: the low 32 of the first word, scaled to the table. */
    private int firstPlace(long firstWord) {
        long places = words.length / WORDS;
        return (int) (((firstWord & 0xFFFF_FFFFL) * places) >>> 32) * WORDS;
    }

    private int next(int place) {
        return place + WORDS == words.length ? 0 : place + WORDS;
    }

    private void requireCapacity(long now) {
        if (liveAtMost < capacity) {
            return;
        }
        if (now > fullUntil) {
            liveAtMost = countLive(now);
            fullUntil = liveAtMost < capacity ? Long.MIN_VALUE : firstEnd(now);
        }
        if (liveAtMost >= capacity) {
            throw new ReplayGuardFullException(capacity);
        }
    }

    private void rebuild(long now) {
        long[] old = words;
        liveAtMost = countLive(now);
        used = liveAtMost;
        words = new long[Math.max(SMALLEST, used * PLACES_PER_CLAIM) * WORDS];
        for (int place = 0; place < old.length; place += WORDS) {
            if (isLive(old[place + END], now)) {
                System.arraycopy(old, place, words, emptyFrom(firstPlace(old[place])), WORDS);
            }
        }
    }

    private int emptyFrom(int start) {
        int place = start;
        while (words[place + END] != EMPTY) {
            place = next(place);
        }
        return place;
    }

    private long firstEnd(long now) {
        long first = Long.MAX_VALUE;
        for (int place = 0; place < words.length; place += WORDS) {
            if (isLive(words[place + END], now)) {
                first = Math.min(first, words[place + END]);
            }
        }
        return first;
    }
}
