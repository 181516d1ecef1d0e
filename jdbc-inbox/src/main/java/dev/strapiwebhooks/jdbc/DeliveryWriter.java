package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.spi.UncertainClaims;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Stores deliveries, each once. Requests that come at the same time share a commit. Where an answer of the database was lost,
 * the attempt's token tells whether it had stored. Thread-safe.
 */
final class DeliveryWriter {
    private static final int ATTEMPTS = 3;
    /** More would not make a commit cheaper for each. */
    private static final int MOST_AT_ONCE = 64;

    private static final long LARGEST = 1 << 20;
    private static final Duration SHORTEST_ANSWER = Duration.ofMillis(250);

    private final Transactions transactions;
    private final InboxSql sql;
    private final Duration timeout;
    private final SharedCommit<NewDelivery, OptionalLong> commits;
    private final UncertainClaims uncertain = new UncertainClaims(this::disown);

    DeliveryWriter(Transactions transactions, Database database, InboxSql sql, Duration timeout) {
        this.transactions = transactions;
        this.sql = sql;
        this.timeout = timeout;
        this.commits = new SharedCommit<>(
                this::writeAll,
                database.isRemote() ? InboxParts.STORING : 1,
                MOST_AT_ONCE,
                delivery -> delivery.body().length,
                LARGEST);
    }

    /** The number of a delivery that was new. */
    OptionalLong write(NewDelivery delivery) throws SQLException {
        return commits.submit(delivery, timeout);
    }

    private List<OptionalLong> writeAll(List<NewDelivery> deliveries) throws SQLException {
        long end = System.nanoTime() + timeout.toNanos();
        boolean unsure = false;
        boolean stored = false;
        for (int attempt = 1; ; attempt++) {
            try {
                Map<String, Long> numbers = sql.store(deliveries, left(end));
                stored |= !numbers.isEmpty(); // a failure from here on is told to those that were stored, too
                return results(deliveries, numbers, end);
            } catch (SQLException e) {
                boolean broken = SqlStates.isBrokenConnection(e);
                boolean again = broken ? !unsure : SqlStates.isWorthAnotherTry(e) && attempt < ATTEMPTS;
                unsure |= broken;
                if (!again || left(end).equals(SHORTEST_ANSWER)) {
                    if (unsure || stored) {
                        deliveries.forEach(each -> uncertain.add(each.key(), each.token(), each.claimFor()));
                    }
                    throw e;
                }
            }
        }
    }

    /** For an answer, besides what the connection may take to come. */
    private static Duration left(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime()).minus(InboxPool.LONGEST_WAIT);
        return left.compareTo(SHORTEST_ANSWER) < 0 ? SHORTEST_ANSWER : left;
    }

    private List<OptionalLong> results(List<NewDelivery> deliveries, Map<String, Long> stored, long end)
            throws SQLException {
        List<OptionalLong> results = new ArrayList<>();
        for (NewDelivery delivery : deliveries) {
            @Nullable Long id = stored.get(delivery.token());
            results.add(id == null ? known(delivery, end) : OptionalLong.of(id));
        }
        return results;
    }

    /**
     * A delivery that is there already. It is new all the same when it was stored by this attempt, whose answer was lost, or by
     * one that was answered with 503, which means that it may be sent again.
     */
    private OptionalLong known(NewDelivery delivery, long end) throws SQLException {
        if (System.nanoTime() - end >= 0) {
            throw new SQLException("the database is too slow to look at copies in time");
        }
        return transactions.within(left(end)).inOne(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT id, token FROM strapi_webhook_delivery WHERE replay_key = ?")) {
                select.setBytes(1, delivery.keyBytes());
                try (ResultSet row = select.executeQuery()) {
                    if (row.next() && isNew(connection, delivery, row.getString(2))) {
                        return OptionalLong.of(row.getLong(1));
                    }
                    return OptionalLong.empty();
                }
            }
        });
    }

    private boolean isNew(Connection connection, NewDelivery delivery, @Nullable String token) throws SQLException {
        if (delivery.token().equals(token)) {
            return true;
        }
        if (token != null && !uncertain.tokens(delivery.key()).contains(token)) {
            return false;
        }
        try (PreparedStatement adopt = connection.prepareStatement("UPDATE strapi_webhook_delivery SET token = ?"
                + " WHERE replay_key = ? AND (token IS NULL OR token = ?)")) {
            adopt.setString(1, delivery.token());
            adopt.setBytes(2, delivery.keyBytes());
            adopt.setString(3, token == null ? "" : token);
            return adopt.executeUpdate() == 1;
        }
    }

    /** Lets the next attempt have it, at whichever receiver that is. */
    private void disown(ReplayKey key, String token) {
        try {
            int unused = transactions.within(timeout).single(connection -> {
                try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE strapi_webhook_delivery SET token = NULL WHERE replay_key = ? AND token = ?")) {
                    update.setBytes(1, NewDelivery.bytes(key));
                    update.setString(2, token);
                    return update.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new StoreException("it cannot be found out what was stored", e);
        }
    }

    void close() {
        uncertain.close();
    }
}
