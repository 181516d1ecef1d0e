package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.inbox.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A row that was taken for an attempt.
 *
 * @param id its number
 * @param attempt which attempt this is, from 1
 * @param event the event's name, as the column holds it
 * @param subject what it is about, as the columns hold it
 * @param overtaken whether a later event of the document is done
 * @param endpoint where it came in
 * @param keyName which key matched
 * @param receivedAt when
 * @param headers as JSON
 * @param body raw bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way to the handler, never compared
record TakenDelivery(
        long id,
        int attempt,
        String event,
        Subject subject,
        boolean overtaken,
        String endpoint,
        String keyName,
        Instant receivedAt,
        String headers,
        byte[] body) {
    static TakenDelivery from(ResultSet row) throws SQLException {
        return new TakenDelivery(
                row.getLong("id"),
                row.getInt("attempts"),
                row.getString("event"),
                new Subject(text(row, "uid"), text(row, "document_id"), text(row, "locale"), Optional.empty()),
                row.getBoolean("overtaken"),
                row.getString("endpoint"),
                row.getString("key_name"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("headers"),
                row.getBytes("body"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    StoredDelivery read(EventReader reader) {
        return new StoredDelivery(id, attempt, overtaken, received(reader));
    }

    ReceivedDelivery received(EventReader reader) {
        return new ReceivedDelivery(endpoint, keyName, receivedAt, HeaderJson.read(headers), body, reader.read(body));
    }
}
