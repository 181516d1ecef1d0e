package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.internal.OrderingKey;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is to be written.
 *
 * @param key its replay key
 * @param token names this attempt to store it
 * @param document what is handled one after the other
 * @param texts endpoint, key name, event, uid, document id and locale; null where there is none
 * @param sequence its place by the sender's count; 0 where it does not count
 * @param createdAt its place by the sender's clock
 * @param receivedAt when, by the receiver's clock
 * @param headers as JSON
 * @param body encoded
 * @param hold for how long it waits for earlier ones that may come later
 * @param claimFor how long copies must be recognised, at least
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to the table, never compared
record NewDelivery(
        ReplayKey key,
        String token,
        String document,
        List<@Nullable String> texts,
        long sequence,
        Instant createdAt,
        Instant receivedAt,
        String headers,
        byte[] body,
        Duration hold,
        Duration claimFor) {
    /** What both databases can hold, and nobody needs more. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int DIGEST_HEX_LENGTH = 32;

    static NewDelivery of(
            ReplayKey key, String token, ReceivedDelivery delivery, BodyCodec codec, Duration hold, Duration claimFor) {
        OrderingKey subject = OrderingKey.of(delivery.event());
        // Events that have nothing to do with each other are a document each.
        String document = subject.order()
                .map(order -> digest(delivery.endpoint() + "\n" + order))
                .orElseGet(() -> key.hex().substring(0, DIGEST_HEX_LENGTH));
        boolean first = subject.order().isEmpty()
                || delivery.sequence().orElse(0) == 1
                || delivery.event().name().endsWith(".create");
        return new NewDelivery(
                key,
                token,
                document,
                Arrays.asList(
                        ColumnText.of(delivery.endpoint()),
                        ColumnText.of(delivery.keyName()),
                        ColumnText.of(delivery.event().name()),
                        subject.uid().map(ColumnText::of).orElse(null),
                        subject.documentId().map(ColumnText::of).orElse(null),
                        subject.locale().map(ColumnText::of).orElse(null)),
                delivery.sequence().orElse(0),
                storable(delivery.orderedBy()),
                storable(delivery.receivedAt()),
                HeaderJson.write(delivery.headers()),
                codec.encode(delivery.body()),
                first ? Duration.ZERO : hold,
                claimFor);
    }

    byte[] keyBytes() {
        return bytes(key);
    }

    static byte[] bytes(ReplayKey key) {
        return HexFormat.of().parseHex(key.hex());
    }

    private static Instant storable(Instant instant) {
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
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
