package dev.strapiwebhooks.jdbc;

import java.time.OffsetDateTime;
import java.util.Comparator;

/**
 * The place of a delivery among those of its document.
 *
 * @param sequence the sender's number; 0 where it does not count
 * @param createdAt as the column holds it
 * @param delivery the delivery's number
 */
record Position(long sequence, OffsetDateTime createdAt, long delivery) implements Comparable<Position> {
    /** Before all others. */
    static final Position START = new Position(-1, OffsetDateTime.parse("2000-01-01T00:00:00Z"), -1);

    private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::sequence)
            .thenComparing(position -> position.createdAt().toInstant())
            .thenComparingLong(Position::delivery);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
