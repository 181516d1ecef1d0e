package dev.strapiwebhooks.inbox;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.OrderingKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A verified delivery with everything that is kept of it. Immutable, except that {@link #body()} is not copied. */
public final class ReceivedDelivery {
    private final String endpoint;
    private final String keyName;
    private final Instant receivedAt;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final StrapiEvent event;

    /**
     * A delivery.
     *
     * @param endpoint name of the endpoint that verified it
     * @param keyName name of the key that matched
     * @param receivedAt when it was verified
     * @param headers those that are kept, with their values in the order received; copied
     * @param body the raw bytes; not copied
     * @param event the event that was read from them
     * @return the delivery
     */
    public static ReceivedDelivery of(
            String endpoint,
            String keyName,
            Instant receivedAt,
            Map<String, List<String>> headers,
            byte[] body,
            StrapiEvent event) {
        return new ReceivedDelivery(endpoint, keyName, receivedAt, headers, body, event);
    }

    private ReceivedDelivery(
            String endpoint,
            String keyName,
            Instant receivedAt,
            Map<String, List<String>> headers,
            byte[] body,
            StrapiEvent event) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.keyName = requireNonNull(keyName, "key name");
        this.receivedAt = requireNonNull(receivedAt, "received at");
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> this.headers.put(name, List.copyOf(values)));
        this.body = requireNonNull(body, "body");
        this.event = requireNonNull(event, "event");
    }

    /**
     * Where it came in.
     *
     * @return the endpoint's name
     */
    public String endpoint() {
        return endpoint;
    }

    /**
     * Which of the configured keys matched.
     *
     * @return the key's name
     */
    public String keyName() {
        return keyName;
    }

    /**
     * When it was verified.
     *
     * @return the time, by the receiver's clock
     */
    public Instant receivedAt() {
        return receivedAt;
    }

    /**
     * A header that is kept. Headers are not signed.
     *
     * @param name its name, in any case
     * @return its values in the order received; empty when it was not sent or is not kept
     */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * All headers that are kept.
     *
     * @return names with values, as an unmodifiable copy
     */
    public Map<String, List<String>> headers() {
        return Map.copyOf(headers);
    }

    /**
     * The bytes that were verified.
     *
     * @return the array itself, not a copy; do not change it
     */
    public byte[] body() {
        return body;
    }

    /**
     * The typed event.
     *
     * @return the event
     */
    public StrapiEvent event() {
        return event;
    }

    /**
     * What events of one document are ordered by.
     *
     * @return the signed {@code createdAt}, or when it was received where a custom event has none
     */
    public Instant orderedBy() {
        return event.createdAt().orElse(receivedAt);
    }

    /**
     * Names the document, or the file, that the event is about. Events with the same one are handled one after the other.
     *
     * @return the name; empty where events have nothing to do with each other
     */
    public Optional<String> orderingKey() {
        return OrderingKey.of(event).order();
    }

    /**
     * The place that the sender gave to this event among those of its document. It comes before {@link #orderedBy()} where
     * there is one: a sender that counts needs no clock.
     *
     * @return the signed body's {@code sequence}, from 1 on; empty where it has none
     */
    public OptionalLong sequence() {
        JsonNode sequence = event.json().path("sequence");
        return sequence.canConvertToLong() && sequence.isIntegralNumber() && sequence.longValue() > 0
                ? OptionalLong.of(sequence.longValue())
                : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return event.toString();
    }
}
