package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.Subject;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** A delivery as it is written: what the columns get. Immutable. */
final class DeliveryRow {
    /** How many parameters {@link #writeTo} sets, from the first on. */
    static final int PARAMETERS = 13;

    /** What both databases can hold, and nobody needs more. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int DIGEST_HEX_LENGTH = 32;

    private final ReplayKey key;
    private final ReceivedDelivery delivery;
    private final Subject subject;
    private final String document;

    DeliveryRow(ReplayKey key, ReceivedDelivery delivery) {
        this.key = key;
        this.delivery = delivery;
        this.subject = Subject.of(delivery.event());
        // Events that have nothing to do with each other are a document each.
        this.document = subject.order()
                .map(order -> digest(delivery.endpoint() + "\n" + order))
                .orElseGet(() -> key.hex().substring(0, DIGEST_HEX_LENGTH));
    }

    /** What is handled one after the other. */
    String document() {
        return document;
    }

    byte[] key() {
        return HexFormat.of().parseHex(key.hex());
    }

    /** In the precision that databases keep. */
    Instant receivedAt() {
        return delivery.receivedAt().truncatedTo(ChronoUnit.MILLIS);
    }

    void writeTo(PreparedStatement insert) throws SQLException {
        insert.setBytes(1, key());
        insert.setString(2, ColumnText.of(delivery.endpoint()));
        insert.setString(3, ColumnText.of(delivery.keyName()));
        insert.setObject(4, time(receivedAt()));
        insert.setString(5, ColumnText.of(delivery.event().name()));
        setOptional(insert, 6, subject.uid());
        setOptional(insert, 7, subject.documentId());
        setOptional(insert, 8, subject.locale());
        insert.setString(9, document);
        insert.setObject(10, time(delivery.orderedBy()));
        insert.setString(11, HeaderJson.write(delivery.headers()));
        insert.setBytes(12, delivery.body());
        insert.setObject(13, time(receivedAt()));
    }

    static OffsetDateTime time(Instant instant) {
        Instant known = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        return known.atOffset(ZoneOffset.UTC);
    }

    private static void setOptional(PreparedStatement insert, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            insert.setString(index, ColumnText.of(text.get()));
        } else {
            insert.setNull(index, Types.VARCHAR);
        }
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256).substring(0, DIGEST_HEX_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256", e);
        }
    }
}
