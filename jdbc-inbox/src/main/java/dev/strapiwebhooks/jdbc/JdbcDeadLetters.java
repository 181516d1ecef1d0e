package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Dead letters in their table. */
final class JdbcDeadLetters implements DeadLetters {
    private static final int MOST_LISTED = 1000;
    private static final String LETTERS =
            " FROM strapi_webhook_dead_letter l JOIN strapi_webhook_delivery d ON d.id = l.delivery";

    private final Supplier<InboxParts> parts;
    private final EventReader reader;
    private final BodyCodec codec;
    private final Runnable revived;

    JdbcDeadLetters(Supplier<InboxParts> parts, DurableInboxBuilder settings, Runnable revived) {
        this.parts = parts;
        this.reader = settings.eventReader();
        this.codec = settings.codec();
        this.revived = revived;
    }

    @Override
    public List<DeadLetter> list(long after, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("the limit must be from 1 to " + MOST_LISTED + ", not " + limit);
        }
        return asked(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT d.id, l.handler, d.endpoint, d.event, d.uid,"
                            + " d.document_id, d.locale, d.received_at, l.died_at, l.attempts, l.error" + LETTERS
                            + " WHERE l.delivery IN (SELECT DISTINCT delivery FROM strapi_webhook_dead_letter"
                            + " WHERE delivery > ? ORDER BY delivery LIMIT ?) ORDER BY l.delivery, l.handler")) {
                select.setLong(1, after);
                select.setInt(2, limit);
                return letters(select);
            }
        });
    }

    @Override
    public Optional<ReceivedDelivery> inspect(long id) {
        return row(id).map(row -> row.read(reader, codec));
    }

    @Override
    public Optional<byte[]> body(long id) {
        return row(id).map(row -> codec.decode(row.body()));
    }

    private Optional<DeliveryRecord> row(long id) {
        return asked(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT " + DeliveryRecord.COLUMNS + LETTERS + " WHERE l.delivery = ? LIMIT 1")) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(DeliveryRecord.from(row)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean replay(long id) {
        boolean replayed = asked(connection -> {
            InboxSql sql = parts.get().sql();
            sql.beAlone(connection);
            WorkRows.lockDelivery(connection, id); // or what forgets it would not see the work that is made of it
            List<WorkPlace> places = places(connection, id);
            if (delete(connection, id) == 0) {
                return false; // another was quicker
            }
            for (WorkPlace place : places) {
                sql.revive(connection, place.key(), place.position());
            }
            return true;
        });
        if (replayed) {
            revived.run();
        }
        return replayed;
    }

    @Override
    public boolean drop(long id) {
        return asked(connection -> delete(connection, id) > 0);
    }

    private record WorkPlace(LeaseKey key, Position position) {}

    private static List<WorkPlace> places(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT d.document, l.handler, d.sequence, d.created_at" + LETTERS
                        + " WHERE l.delivery = ? ORDER BY l.handler")) {
            select.setLong(1, id);
            List<WorkPlace> places = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.add(new WorkPlace(
                            new LeaseKey(row.getString(1), row.getString(2)),
                            new Position(row.getLong(3), row.getObject(4, OffsetDateTime.class), id)));
                }
            }
            return places;
        }
    }

    private static int delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM strapi_webhook_dead_letter WHERE delivery = ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate();
        }
    }

    private static List<DeadLetter> letters(PreparedStatement select) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(DeadLetter.of(
                                row.getLong("id"),
                                row.getString("handler"),
                                row.getString("endpoint"),
                                row.getString("event"),
                                time(row, "received_at"),
                                time(row, "died_at"),
                                row.getInt("attempts"),
                                row.getString("error"))
                        .withDocument(row.getString("uid"), row.getString("document_id"), row.getString("locale")));
            }
        }
        return letters;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private <T> T asked(Transactions.Work<T> work) {
        try {
            return parts.get().operate(work);
        } catch (SQLException e) {
            throw new StoreException("the dead letters cannot be reached", e);
        }
    }
}
