package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookRejectedException;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A sender's format: where the signature stands, how it is written, and which bytes it covers. A scheme only reads
 * and writes headers; {@link WebhookVerifier} and {@link WebhookSigner} alone compute and compare, so that a new format
 * cannot weaken the comparison. Schemes never fall through to another one.
 *
 * <p>Implementations are immutable and thread-safe, and throw nothing but {@link WebhookRejectedException} for what a
 * stranger may send.
 *
 * @param <K> kind of key
 */
public interface SignatureScheme<K extends VerificationKey> {
    /**
     * The algorithm that the signature was made with.
     *
     * @return the algorithm, fixed for the scheme and never taken from the request
     */
    Algorithm<K> algorithm();

    /**
     * Reads what the headers claim. Called before the body is read.
     *
     * @param headers the request's headers
     * @return the claim
     * @throws WebhookRejectedException when a header is missing, repeated or malformed
     */
    SignatureInput read(WebhookHeaders headers);

    /**
     * The signed time. Called only after the signature matched.
     *
     * @param claim what {@link #read} returned
     * @param body the authentic body
     * @return the signed time; empty when the scheme signs none, which is refused for every algorithm but {@link
     *     Algorithm#BEARER_TOKEN}
     * @throws WebhookRejectedException when the signed time cannot be read
     */
    default Optional<Instant> timestamp(SignatureInput claim, byte[] body) {
        return claim.timestamp();
    }

    /**
     * The other direction, for {@link WebhookSigner}: what is signed before the body.
     *
     * @param time the time to sign
     * @return the bytes; none unless overridden
     */
    default byte[] prefix(Instant time) {
        return new byte[0];
    }

    /**
     * The other direction, for {@link WebhookSigner}: how a signature travels.
     *
     * @param signature the signature, or the token of a scheme that sends one
     * @param time the time that was signed
     * @return the headers to send along, each once
     * @throws UnsupportedOperationException unless overridden: such a scheme can be received and not sent
     */
    default Map<String, String> headers(byte[] signature, Instant time) {
        throw new UnsupportedOperationException(getClass().getName() + " cannot write headers, it only reads them");
    }

    /**
     * The scheme that Strapi's documentation describes, with the HMAC-SHA256 of {@code timestamp + "." + body}: {@code
     * X-Webhook-Signature: sha256=<hex>} and {@code X-Webhook-Timestamp} in milliseconds.
     *
     * @return the default scheme
     */
    static TimestampedScheme<WebhookSecret> timestamped() {
        return new TimestampedScheme<>(Algorithm.HMAC_SHA256, SignatureText.HEX_SHA256);
    }

    /**
     * The same signed bytes and headers with an Ed25519 signature, {@code ed25519=<base64>}. The receiver holds nothing
     * that can sign. Needs Bouncy Castle ({@code org.bouncycastle:bcprov-jdk18on}) at run time.
     *
     * @return the scheme
     */
    static TimestampedScheme<Ed25519PublicKey> ed25519() {
        return new TimestampedScheme<>(Algorithm.ED25519, SignatureText.BASE64_ED25519);
    }

    /**
     * The scheme proposed for Strapi itself: {@code X-Strapi-Signature-256: sha256=<hex>}, the HMAC-SHA256 of the body
     * alone. The time is the signed {@code createdAt} of the body, never an unsigned header.
     *
     * @return the scheme
     * @see <a href="https://github.com/strapi/strapi/pull/27268">strapi/strapi#27268</a>
     */
    static SignatureScheme<WebhookSecret> strapiNative() {
        return new StrapiNativeScheme();
    }

    /**
     * {@code Authorization: Bearer <secret>}, which every Strapi can send with {@code defaultHeaders}. It proves who
     * sent, but neither that the body is unchanged nor when it was sent: whoever sees one delivery can make others. Use
     * it over HTTPS, until the Strapi project signs.
     *
     * @return the scheme
     */
    static SignatureScheme<WebhookSecret> bearerToken() {
        return new BearerTokenScheme();
    }

    /**
     * How a signature is checked. A closed set.
     *
     * @param <K> kind of key
     */
    @SuppressWarnings("UnusedTypeParameter") // holds a scheme to keys of one kind
    final class Algorithm<K extends VerificationKey> {
        /** HMAC with SHA-256 and a shared secret. */
        public static final Algorithm<WebhookSecret> HMAC_SHA256 = new Algorithm<>("HMAC-SHA256");

        /** Ed25519 (RFC 8032) with a public key. */
        public static final Algorithm<Ed25519PublicKey> ED25519 = new Algorithm<>("Ed25519");

        /** Comparison with a shared token; proves neither the body nor a time. */
        public static final Algorithm<WebhookSecret> BEARER_TOKEN = new Algorithm<>("bearer token");

        private final String name;

        private Algorithm(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
