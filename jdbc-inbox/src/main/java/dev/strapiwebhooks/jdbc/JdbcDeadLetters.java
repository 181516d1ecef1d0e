package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Dead letters in the table of deliveries. */
final class JdbcDeadLetters implements DeadLetters {
    private static final int MOST_LISTED = 1000;

    private final Transactions transactions;
    private final Supplier<Database> database;
    private final EventReader reader;
    private final Clock clock;

    JdbcDeadLetters(Transactions transactions, Supplier<Database> database, EventReader reader, Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public List<DeadLetter> list(long after, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("the limit must be from 1 to " + MOST_LISTED + ", not " + limit);
        }
        return asked(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, endpoint, event, uid, document_id, locale, received_at, state_since, attempts, error"
                            + " FROM strapi_webhook_delivery WHERE state = 'DEAD' AND id > ? ORDER BY id LIMIT ?")) {
                select.setLong(1, after);
                select.setInt(2, limit);
                return letters(select);
            }
        });
    }

    @Override
    public Optional<ReceivedDelivery> inspect(long id) {
        return asked(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, attempts, event, uid, document_id, locale, FALSE AS overtaken, endpoint, key_name, received_at,"
                            + " headers, body"
                            + " FROM strapi_webhook_delivery WHERE state = 'DEAD' AND id = ?")) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(TakenDelivery.from(row).received(reader)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public Optional<byte[]> body(long id) {
        return asked(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT body FROM strapi_webhook_delivery WHERE state = 'DEAD' AND id = ?")) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean replay(long id) {
        return asked(connection -> {
            Optional<String> document = document(connection, id);
            if (document.isEmpty() || !move(connection, id, "state = 'PENDING', attempts = 0, error = NULL")) {
                return false;
            }
            database.get().wake(connection, document.get(), clock.instant());
            return true;
        });
    }

    @Override
    public boolean drop(long id) {
        return asked(connection -> move(connection, id, "state = 'DROPPED'"));
    }

    private boolean move(Connection connection, long id, String change) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE strapi_webhook_delivery SET " + change + ", state_since = ? WHERE id = ? AND state = 'DEAD'")) {
            update.setObject(1, DeliveryRow.time(clock.instant()));
            update.setLong(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private static Optional<String> document(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT document FROM strapi_webhook_delivery WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static List<DeadLetter> letters(PreparedStatement select) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(new DeadLetter(
                        row.getLong("id"),
                        row.getString("endpoint"),
                        row.getString("event"),
                        Optional.ofNullable(row.getString("uid")),
                        Optional.ofNullable(row.getString("document_id")),
                        Optional.ofNullable(row.getString("locale")),
                        time(row, "received_at"),
                        time(row, "state_since"),
                        row.getInt("attempts"),
                        Objects.requireNonNullElse(row.getString("error"), "")));
            }
        }
        return letters;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private <T> T asked(Transactions.Work<T> work) {
        try {
            return transactions.inOne(work);
        } catch (SQLException e) {
            throw new StoreException("the dead letters cannot be reached", e);
        }
    }
}
