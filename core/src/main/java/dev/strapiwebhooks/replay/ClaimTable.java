package dev.strapiwebhooks.replay;

/**
 * Claims in one array, because a map of objects costs five cache misses and twice the memory at a million claims: open
 * addressing with linear probing, five words for each claim, the four of its key and its end. The place of an ended claim
 * is taken by the next one that comes by. When few places are empty the table is built anew, in the size that the live
 * claims need. Not thread-safe.
 */
final class ClaimTable {
    private static final int WORDS = 5;
    private static final int END = 4;
    private static final int SMALLEST = 16;
    private static final long EMPTY = 0;
    private static final long RELEASED = 1;
    private static final long FIRST_TIME = 2;

    private final int capacity;
    private long[] words = new long[SMALLEST * WORDS];
    /** Places that are not empty. */
    private int used;
    /** A full table of live claims has no room until then; asking again before would only cost time. */
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
        if (words[place + END] == EMPTY) {
            if (used >= limit()) {
                makeRoom(now);
                place = placeFor(key, now);
            }
            used++;
        }
        key.writeTo(words, place);
        words[place + END] = Math.max(end, FIRST_TIME);
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

    /** A quarter stays empty, or chains grow long. */
    private int limit() {
        return Math.min(capacity, words.length / WORDS * 3 / 4);
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

    private void makeRoom(long now) {
        if (now <= fullUntil) {
            throw new ReplayGuardFullException(capacity);
        }
        int live = countLive(now);
        if (live >= capacity) {
            fullUntil = firstEnd(now);
            throw new ReplayGuardFullException(capacity);
        }
        long[] old = words;
        words = new long[Math.max(SMALLEST, live * 2) * WORDS];
        used = live;
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
