package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.internal.OrderingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A row of the table of deliveries.
 *
 * @param id its number
 * @param event the event's name, as the column holds it
 * @param subject what it is about, as the columns hold it
 * @param endpoint where it came in
 * @param keyName which key matched
 * @param receivedAt when
 * @param headers as JSON
 * @param body as it was encoded
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way to the handler, never compared
record DeliveryRecord(
        long id,
        String event,
        OrderingKey subject,
        String endpoint,
        String keyName,
        Instant receivedAt,
        String headers,
        byte[] body) {
    /** What {@link #from} reads, of a table that is called d. */
    static final String COLUMNS =
            "d.id, d.event, d.uid, d.document_id, d.locale, d.endpoint, d.key_name, d.received_at, d.headers, d.body";

    static DeliveryRecord from(ResultSet row) throws SQLException {
        return new DeliveryRecord(
                row.getLong("id"),
                row.getString("event"),
                OrderingKey.of(row.getString("uid"), row.getString("document_id"), row.getString("locale")),
                row.getString("endpoint"),
                row.getString("key_name"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("headers"),
                row.getBytes("body"));
    }

    ReceivedDelivery read(EventReader reader, BodyCodec codec) {
        byte[] decoded = codec.decode(body);
        return ReceivedDelivery.of(
                endpoint, keyName, receivedAt, HeaderJson.read(headers), decoded, reader.read(decoded));
    }
}
