package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that an endpoint can be told by text, in {@code web.xml} or in properties. Who reads such a text fills every component,
 * so that a setting that is added here is missing nowhere. Null is the default of the builder's method of the same name.
 *
 * @param name the endpoint's name
 * @param keys what the sender proves itself with
 * @param signature where signature and time are
 * @param body limits of bodies
 * @param requests what else is asked of requests
 */
public record EndpointSettings(@Nullable String name, Keys keys, Signature signature, Body body, Requests requests) {
    /** What the Strapi project sends. */
    public enum Scheme {
        /** HMAC over timestamp and body; the default. */
        TIMESTAMPED,
        /** Ed25519 over timestamp and body. */
        ED25519,
        /** HMAC over the body, as proposed for Strapi itself. */
        STRAPI_NATIVE,
        /** A bearer token alone, which proves neither content nor time. */
        BEARER_TOKEN
    }

    /**
     * What the sender proves itself with.
     *
     * @param scheme what it sends
     * @param secrets shared secrets or bearer tokens, every one of which is tried; none with {@link Scheme#ED25519}
     * @param publicKeys public keys for {@link Scheme#ED25519}
     * @param bearerToken a token that is required in addition to a signature
     */
    public record Keys(
            Scheme scheme,
            List<NamedKey<WebhookSecret>> secrets,
            List<NamedKey<Ed25519PublicKey>> publicKeys,
            @Nullable WebhookSecret bearerToken) {}

    /**
     * Where signature and time are.
     *
     * @param header name of the signature's header
     * @param timestampHeader name of the timestamp's header
     * @param timestampUnit unit of the timestamp
     * @param tolerance how far the signed time may be off, in both directions
     */
    public record Signature(
            @Nullable String header,
            @Nullable String timestampHeader,
            TimestampedScheme.@Nullable Unit timestampUnit,
            @Nullable Duration tolerance) {}

    /**
     * Limits of bodies.
     *
     * @param maxSize bytes of one body
     * @param timeout for a whole body to arrive
     * @param maxConcurrent how many are read at once
     * @param maxBytesInFlight bytes that all of them hold together
     */
    public record Body(
            @Nullable Integer maxSize,
            @Nullable Duration timeout,
            @Nullable Integer maxConcurrent,
            @Nullable Long maxBytesInFlight) {}

    /**
     * What else is asked of requests.
     *
     * @param requireSecure whether plain HTTP is refused
     * @param trustedProxies whose forwarded headers are believed
     * @param acceptAnyEventHeader whether an {@code X-Strapi-Event} that names another event than the body is accepted
     * @param warnAfter how long a handler may take before the log warns
     */
    public record Requests(
            boolean requireSecure,
            @Nullable TrustedProxies trustedProxies,
            boolean acceptAnyEventHeader,
            @Nullable Duration warnAfter) {}

    /**
     * Begins a verifier; clock and replay guard are to be added.
     *
     * @return its builder
     * @throws IllegalArgumentException when a setting has no effect with the scheme, or makes no sense
     */
    public WebhookVerifierBuilder verifier() {
        WebhookVerifierBuilder builder = forScheme();
        ifSet(name, builder::name);
        ifSet(signature.tolerance, builder::tolerance);
        ifSet(keys.bearerToken, token -> builder.requireBearerToken(KeyProvider.of(token)));
        return builder;
    }

    /**
     * Begins an endpoint; what is no text, such as listeners, is to be added.
     *
     * @param verifier made of {@link #verifier()}, or another
     * @return its builder
     * @throws IllegalArgumentException when a setting makes no sense
     */
    public WebhookEndpointBuilder endpoint(WebhookVerifier verifier) {
        WebhookEndpointBuilder builder = WebhookEndpoint.builder(verifier);
        ifSet(body.maxSize, builder::maxBodySize);
        ifSet(body.timeout, builder::bodyTimeout);
        ifSet(body.maxConcurrent, builder::maxConcurrentBodies);
        ifSet(body.maxBytesInFlight, builder::maxBytesInFlight);
        ifSet(requests.trustedProxies, builder::trustedProxies);
        ifSet(requests.warnAfter, builder::warnAfter);
        if (requests.requireSecure) {
            builder.requireSecure();
        }
        if (requests.acceptAnyEventHeader) {
            builder.acceptAnyEventHeader();
        }
        return builder;
    }

    private WebhookVerifierBuilder forScheme() {
        return switch (keys.scheme) {
            case TIMESTAMPED -> WebhookVerifier.builder(renamed(SignatureScheme.timestamped()), all(keys.secrets));
            case ED25519 -> WebhookVerifier.builder(renamed(SignatureScheme.ed25519()), all(keys.publicKeys));
            case STRAPI_NATIVE -> WebhookVerifier.builder(asItIs(SignatureScheme.strapiNative()), all(keys.secrets));
            case BEARER_TOKEN -> WebhookVerifier.builder(asItIs(SignatureScheme.bearerToken()), all(keys.secrets));
        };
    }

    private <K extends VerificationKey> TimestampedScheme<K> renamed(TimestampedScheme<K> original) {
        TimestampedScheme<K> scheme = original;
        if (signature.header != null) {
            scheme = scheme.withSignatureHeader(signature.header);
        }
        if (signature.timestampHeader != null) {
            scheme = scheme.withTimestampHeader(signature.timestampHeader);
        }
        return signature.timestampUnit == null ? scheme : scheme.withTimestampUnit(signature.timestampUnit);
    }

    private <K extends VerificationKey> SignatureScheme<K> asItIs(SignatureScheme<K> scheme) {
        if (signature.header != null || signature.timestampHeader != null || signature.timestampUnit != null) {
            throw new IllegalArgumentException(
                    "the names of the signature's and the timestamp's header and its unit have no"
                            + " effect with scheme "
                            + keys.scheme.name().toLowerCase(Locale.ROOT).replace('_', '-')
                            + "; remove them or choose another scheme");
        }
        return scheme;
    }

    private static <K extends VerificationKey> KeyProvider<K> all(List<NamedKey<K>> keys) {
        List<NamedKey<K>> copy = List.copyOf(keys);
        return () -> copy;
    }

    private static <T> void ifSet(@Nullable T value, Consumer<T> use) {
        if (value != null) {
            use.accept(value);
        }
    }
}
