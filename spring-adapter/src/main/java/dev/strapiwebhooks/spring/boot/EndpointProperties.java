package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.internal.EndpointSettings.Scheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of one endpoint: {@code strapi.webhook.*} for the default one, {@code strapi.webhook.endpoints.<name>.*}
 * for each further one.
 *
 * @param path the paths on which every request must be a verified webhook; /webhooks/strapi for the default endpoint
 *     unless set, /webhooks/ and its name for another
 * @param scheme what the Strapi project sends
 * @param secret the shared secret, or the bearer token; short for one entry of {@code secrets}
 * @param secrets named secrets, for rotation; every one is tried
 * @param publicKeys named Ed25519 public keys, PEM or OpenSSH; every one is tried
 * @param bearerToken a token that is required in addition to a signature
 * @param signatureHeader name of the signature's header; X-Webhook-Signature unless set
 * @param timestampHeader name of the timestamp's header; X-Webhook-Timestamp unless set
 * @param timestampUnit unit of the timestamp; milliseconds unless set
 * @param tolerance how far the signed time may be off, in both directions
 * @param maxBodySize the largest accepted body
 * @param bodyTimeout how long a whole body may take to arrive
 * @param maxConcurrentBodies how many bodies are read at once; 16 unless set, or four for each processor where that is less
 * @param maxBytesInFlight how much memory all bodies hold together until they are judged; 64 MB unless set, or an eighth of
 *     the heap where that is less
 * @param warnAfter how long a handler may take before the log warns
 * @param acceptAnyEventHeader whether an X-Strapi-Event that names another event than the body is accepted
 * @param requireSecure whether plain HTTP is refused
 * @param trustedProxies addresses or networks whose forwarded headers are believed
 * @param rateLimit how many requests are let in
 */
@ConfigurationProperties("strapi.webhook")
record EndpointProperties(
        @DefaultValue List<String> path,
        @DefaultValue("timestamped") Scheme scheme,
        @Nullable String secret,
        @DefaultValue List<Credential> secrets,
        @DefaultValue List<Credential> publicKeys,
        @Nullable String bearerToken,
        @Nullable String signatureHeader,
        @Nullable String timestampHeader,
        TimestampedScheme.@Nullable Unit timestampUnit,
        @DefaultValue("5m") Duration tolerance,

        @DefaultValue(WebhookEndpoint.DEFAULT_MAX_BODY_SIZE + "B")
        DataSize maxBodySize,

        @DefaultValue("10s") Duration bodyTimeout,
        @Nullable Integer maxConcurrentBodies,
        @Nullable DataSize maxBytesInFlight,
        @DefaultValue("5s") Duration warnAfter,
        @DefaultValue("false") boolean acceptAnyEventHeader,
        @DefaultValue("false") boolean requireSecure,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue RateLimits rateLimit) {
    private static final String SINGLE = "default";

    /**
     * A secret or a public key.
     *
     * @param name shown in logs
     * @param value the secret as text, or the public key as PEM or OpenSSH text
     * @param notBefore from when it is accepted
     * @param notAfter until when it is accepted
     */
    record Credential(
            String name,
            String value,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {
        private static final AtomicInteger UNNAMED = new AtomicInteger();

        /**
         * A secret or key that was written as plain text in the list. Without this, Boot's report of the failed binding
         * would print it.
         *
         * @param value the text
         * @return a credential with a name of its own
         */
        public static Credential valueOf(String value) {
            return new Credential("unnamed-" + UNNAMED.incrementAndGet(), value, null, null);
        }

        @Override
        public String toString() {
            return "Credential[" + name + "]";
        }
    }

    /**
     * How many requests are let in; needs Bucket4j.
     *
     * @param perEndpoint requests in a period from all clients together, 0 for no limit
     * @param perClient requests in a period from one address, 0 for no limit
     * @param period the period
     */
    record RateLimits(
            @DefaultValue("0") int perEndpoint,
            @DefaultValue("0") int perClient,
            @DefaultValue("1s") Duration period) {
        boolean isSet() {
            return perEndpoint != 0 || perClient != 0;
        }
    }

    /** The single one first. */
    List<Credential> allSecrets() {
        return Stream.concat(
                        secret == null ? Stream.empty() : Stream.of(new Credential(SINGLE, secret, null, null)),
                        secrets.stream())
                .toList();
    }

    @Override
    public String toString() {
        return "EndpointProperties[" + path + ", " + scheme + "]";
    }
}
