package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Deliveries of 2 kB, each of another document. Reading and verifying them is not what is measured. */
final class Deliveries {
    static final Duration CLAIM = Duration.ofMinutes(11);

    private static final int SIZE = 2_000;
    private static final Map<String, List<String>> HEADERS =
            Map.of("Content-Type", List.of("application/json"), "X-Strapi-Event", List.of("entry.update"));

    private final AtomicLong serial = new AtomicLong();
    private final EventReader reader = EventReader.create();

    /** One that was never stored before. */
    Numbered next() {
        long number = serial.incrementAndGet();
        return of(number, "d" + number);
    }

    /** The same, always of one document. */
    Numbered nextOfOneDocument() {
        return of(serial.incrementAndGet(), "hot");
    }

    /** The same, of one of some documents. */
    Numbered nextOf(int documents) {
        long number = serial.incrementAndGet();
        return of(number, "d" + number % documents);
    }

    private Numbered of(long number, String document) {
        String head = "{\"event\":\"entry.update\",\"createdAt\":\"2026-11-23T12:00:00.000Z\",\"model\":\"article\","
                + "\"uid\":\"api::article.article\",\"entry\":{\"id\":1,\"documentId\":\"" + document
                + "\",\"text\":\"";
        byte[] body = (head + "x".repeat(SIZE - head.length() - 3) + "\"}}").getBytes(StandardCharsets.US_ASCII);
        StrapiEvent event = reader.read(body);
        ReplayKey key = ReplayKey.of(
                "strapi", ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return new Numbered(key, ReceivedDelivery.of("strapi", "default", Instant.now(), HEADERS, body, event));
    }

    /**
     * A delivery and its key.
     *
     * @param key the key
     * @param delivery the delivery
     */
    record Numbered(ReplayKey key, ReceivedDelivery delivery) {}
}
