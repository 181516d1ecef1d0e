package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** Deliveries as an endpoint hands them to an inbox. */
final class TestDeliveries {
    private TestDeliveries() {}

    /** Verified just now. */
    static ReceivedDelivery received(byte[] body) {
        return ReceivedDelivery.of(
                "strapi",
                "default",
                Instant.now(),
                Map.of(),
                body,
                EventReader.create().read(body));
    }

    /** Stores an event {@code test.N}, which belongs to no document. */
    static OptionalLong store(DurableInbox inbox, int number) {
        byte[] body = ("{\"event\":\"test." + number + "\"}").getBytes(StandardCharsets.UTF_8);
        return inbox.store(ReplayKey.of("strapi", body), received(body), Duration.ofMinutes(11));
    }
}
