package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.BouncyCastle;
import dev.strapiwebhooks.internal.BouncyCastleEd25519;
import dev.strapiwebhooks.internal.HmacKeyCheck;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
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
        return create(SignatureScheme.timestamped(), secret);
    }

    /**
     * Signs for {@link SignatureScheme#strapiNative()}; the time is the one in the body.
     *
     * @param secret the shared secret
     * @return a signer
     */
    public static WebhookSigner strapiNative(WebhookSecret secret) {
        return create(SignatureScheme.strapiNative(), secret);
    }

    /**
     * Sends the token of {@link SignatureScheme#bearerToken()}; signs nothing.
     *
     * @param token the shared token
     * @return a signer
     */
    public static WebhookSigner bearerToken(WebhookSecret token) {
        return create(SignatureScheme.bearerToken(), token);
    }

    /**
     * Signs for a scheme of one's own, or with changed names of headers.
     *
     * @param scheme one that writes headers, as those of {@link SignatureScheme} do
     * @param secret the shared secret
     * @return a signer
     */
    public static WebhookSigner create(SignatureScheme<WebhookSecret> scheme, WebhookSecret secret) {
        if (scheme.algorithm() == SignatureScheme.Algorithm.BEARER_TOKEN) {
            return new WebhookSigner(
                    (body, time) -> scheme.headers(secret.bytes().clone(), time));
        }
        HmacKeyCheck hmac = HmacKeyCheck.of(secret.bytes(), null);
        return new WebhookSigner((body, time) -> scheme.headers(hmac.mac(scheme.prefix(time), body, NOTHING), time));
    }

    /**
     * Signs for {@link SignatureScheme#ed25519()}. Needs Bouncy Castle, as {@link Ed25519PublicKey} does.
     *
     * @param pem the private key in PKCS#8 PEM, as {@code openssl genpkey -algorithm ed25519} writes it
     * @return a signer
     * @throws IllegalArgumentException when the text is not an Ed25519 private key
     */
    public static WebhookSigner ed25519(String pem) {
        BouncyCastleEd25519 ed25519 = BouncyCastle.ed25519();
        byte[] key = ed25519.privateKey(pem.strip());
        TimestampedScheme<Ed25519PublicKey> scheme = SignatureScheme.ed25519();
        return new WebhookSigner((body, time) -> scheme.headers(ed25519.sign(key, scheme.prefix(time), body), time));
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
