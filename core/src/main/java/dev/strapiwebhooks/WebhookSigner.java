package dev.strapiwebhooks;

import java.time.Instant;
import java.util.Map;

/**
 * Signs deliveries the way the schemes of this package expect them, for senders written in Java and for tests.
 *
 * <p>Immutable and thread-safe.
 */
public final class WebhookSigner {
    private static final byte[] NOTHING = {};

    private final Format format;

    private WebhookSigner(Format format) {
        this.format = format;
    }

    /**
     * Signs for {@link SignatureScheme#timestamped()}.
     *
     * @param secret the shared secret
     * @return a signer
     */
    public static WebhookSigner timestamped(WebhookSecret secret) {
        return timestamped(SignatureScheme.timestamped(), secret);
    }

    /**
     * Signs for a changed timestamped scheme.
     *
     * @param scheme header names and unit
     * @param secret the shared secret
     * @return a signer
     */
    public static WebhookSigner timestamped(TimestampedScheme<WebhookSecret> scheme, WebhookSecret secret) {
        HmacKeyCheck hmac = HmacKeyCheck.of(secret, null);
        return new WebhookSigner((body, time) -> scheme.headers(time, hmac.mac(scheme.prefix(time), body, NOTHING)));
    }

    /**
     * Signs for {@link SignatureScheme#ed25519()}.
     *
     * @param key the private key
     * @return a signer
     */
    public static WebhookSigner ed25519(Ed25519PrivateKey key) {
        TimestampedScheme<Ed25519PublicKey> scheme = SignatureScheme.ed25519();
        return new WebhookSigner((body, time) -> scheme.headers(time, key.sign(scheme.prefix(time), body)));
    }

    /**
     * Signs for {@link SignatureScheme#strapiNative()}; the time is the one in the body.
     *
     * @param secret the shared secret
     * @return a signer
     */
    public static WebhookSigner strapiNative(WebhookSecret secret) {
        HmacKeyCheck hmac = HmacKeyCheck.of(secret, null);
        return new WebhookSigner((body, time) ->
                Map.of(StrapiNativeScheme.HEADER, SignatureText.HEX_SHA256.encode(hmac.mac(NOTHING, body, NOTHING))));
    }

    /**
     * Sends the token of {@link SignatureScheme#bearerToken()}; signs nothing.
     *
     * @param token the shared token
     * @return a signer
     */
    public static WebhookSigner bearerToken(WebhookSecret token) {
        return new WebhookSigner((body, time) -> Map.of(BearerTokenScheme.HEADER, BearerTokenScheme.header(token)));
    }

    /**
     * Signs one delivery.
     *
     * @param body the exact bytes that will be sent
     * @param time the time to sign; ignored by schemes that sign none
     * @return the headers to send along, each once
     */
    public Map<String, String> sign(byte[] body, Instant time) {
        return format.headers(body, time);
    }

    @FunctionalInterface
    private interface Format {
        Map<String, String> headers(byte[] body, Instant time);
    }
}
