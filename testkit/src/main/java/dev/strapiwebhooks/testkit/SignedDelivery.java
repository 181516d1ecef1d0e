package dev.strapiwebhooks.testkit;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.spi.IncomingRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery to be sent: method, header lines and body, as Strapi would send them. The methods return changed copies, so
 * that a test can forge one thing at a time.
 */
public final class SignedDelivery {
    private final String method;
    private final List<Header> headers;
    private final byte[] body;

    private SignedDelivery(String method, List<Header> headers, byte[] body) {
        this.method = method;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /**
     * A delivery without any signature.
     *
     * @param body the body
     * @return a POST of JSON
     */
    public static SignedDelivery unsigned(byte[] body) {
        return new SignedDelivery("POST", List.of(new Header("Content-Type", "application/json")), body.clone());
    }

    /**
     * A delivery signed by any scheme.
     *
     * @param signer the scheme and its key
     * @param body the body
     * @param time the signed time
     * @return a POST of JSON with the signer's headers
     */
    public static SignedDelivery of(WebhookSigner signer, byte[] body, Instant time) {
        SignedDelivery delivery = unsigned(body);
        for (var header : signer.sign(body, time).entrySet()) {
            delivery = delivery.with(header.getKey(), header.getValue());
        }
        return delivery;
    }

    /**
     * A delivery signed by the default scheme.
     *
     * @param secret the shared secret
     * @param json the body
     * @param time the signed time
     * @return a POST of JSON with signature and timestamp
     */
    public static SignedDelivery of(WebhookSecret secret, String json, Instant time) {
        return of(WebhookSigner.timestamped(secret), json.getBytes(StandardCharsets.UTF_8), time);
    }

    /**
     * Replaces a header, or adds it.
     *
     * @param name its name, in any case
     * @param value its only value
     * @return a changed copy
     */
    public SignedDelivery with(String name, String value) {
        return without(name).adding(name, value);
    }

    /**
     * Adds a header line, besides those of the same name.
     *
     * @param name its name
     * @param value its value
     * @return a changed copy
     */
    public SignedDelivery adding(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SignedDelivery(method, more, body);
    }

    /**
     * Removes all lines of a header.
     *
     * @param name its name, in any case
     * @return a changed copy
     */
    public SignedDelivery without(String name) {
        List<Header> rest =
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList();
        return new SignedDelivery(method, rest, body);
    }

    /**
     * Changes the body and nothing else, so that the signature no longer fits.
     *
     * @param other another body
     * @return a changed copy
     */
    public SignedDelivery withBody(byte[] other) {
        return new SignedDelivery(method, headers, other.clone());
    }

    /**
     * Changes the body and nothing else, so that the signature no longer fits.
     *
     * @param json another body
     * @return a changed copy
     */
    public SignedDelivery withBody(String json) {
        return withBody(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Changes the method.
     *
     * @param other for example {@code GET}
     * @return a changed copy
     */
    public SignedDelivery withMethod(String other) {
        return new SignedDelivery(other, headers, body);
    }

    /**
     * The method.
     *
     * @return {@code POST} unless changed
     */
    public String method() {
        return method;
    }

    /**
     * The header lines.
     *
     * @return in the order in which they are sent
     */
    public List<Header> headers() {
        return headers;
    }

    /**
     * The one value of a header.
     *
     * @param name its name, in any case
     * @return its first value
     * @throws IllegalArgumentException when there is none
     */
    public String header(String name) {
        return values(name).stream().findFirst().orElseThrow(() -> new IllegalArgumentException("no header " + name));
    }

    /**
     * The body.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The same for an endpoint, or with {@link #body()} for a verifier, without a server.
     *
     * @return a request from this machine over plain HTTP, with its length declared
     */
    public IncomingRequest asIncomingRequest() {
        return new DirectRequest(this);
    }

    List<String> values(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
