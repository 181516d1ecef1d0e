package dev.strapiwebhooks.inspector.delivery;

import dev.strapiwebhooks.verify.WebhookHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as it came, refused or not. Immutable, but for the body, which nobody changes. */
public final class RecordedDelivery implements WebhookHeaders {
    private final String method;
    private final String path;
    private final List<HeaderLine> headers;
    private final byte[] body;
    private final @Nullable Instant receivedAt;

    /**
     * A recorded request.
     *
     * @param method the HTTP method
     * @param path the path, without the query
     * @param headers in wire order and case
     * @param body the raw bytes; not copied
     * @param receivedAt when it came; null when nobody knows
     */
    public RecordedDelivery(
            String method, String path, List<HeaderLine> headers, byte[] body, @Nullable Instant receivedAt) {
        this.method = method;
        this.path = path;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.receivedAt = receivedAt;
    }

    /**
     * The HTTP method.
     *
     * @return for example {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * The path.
     *
     * @return without the query
     */
    public String path() {
        return path;
    }

    /**
     * The headers.
     *
     * @return in wire order and case
     */
    public List<HeaderLine> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return the raw bytes; not a copy
     */
    public byte[] body() {
        return body;
    }

    /**
     * When it came.
     *
     * @return the receiver's time; empty when nobody knows
     */
    public Optional<Instant> receivedAt() {
        return Optional.ofNullable(receivedAt);
    }

    @Override
    public List<String> values(String name) {
        return headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .toList();
    }

    /**
     * A header's first value.
     *
     * @param name the name, in any case
     * @return the value; empty when the header is absent
     */
    public Optional<String> first(String name) {
        return values(name).stream().findFirst();
    }
}
