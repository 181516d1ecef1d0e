package dev.strapiwebhooks.cli.delivery;

import dev.strapiwebhooks.spi.WebhookHeaders;
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
    private final boolean masked;

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
        this(method, path, headers, body, receivedAt, false);
    }

    private RecordedDelivery(
            String method,
            String path,
            List<HeaderLine> headers,
            byte[] body,
            @Nullable Instant receivedAt,
            boolean masked) {
        this.method = method;
        this.path = path;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.receivedAt = receivedAt;
        this.masked = masked;
    }

    /**
     * The same, as one of which a part is hidden.
     *
     * @return a delivery that is masked
     */
    public RecordedDelivery asMasked() {
        return new RecordedDelivery(method, path, headers, body, receivedAt, true);
    }

    /**
     * The same with other headers.
     *
     * @param others in wire order and case
     * @return a delivery that is masked when this one is
     */
    public RecordedDelivery withHeaders(List<HeaderLine> others) {
        return new RecordedDelivery(method, path, others, body, receivedAt, masked);
    }

    /**
     * Whether a part is hidden, because a secret stood there. Its signature need not fit then.
     *
     * @return true when it is not as it came
     */
    public boolean isMasked() {
        return masked;
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
