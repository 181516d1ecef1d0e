package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.internal.KeyMatch;
import dev.strapiwebhooks.internal.KeyMatcher;
import dev.strapiwebhooks.internal.ReplayCheck;
import dev.strapiwebhooks.spi.SignatureInput;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies deliveries. Checks, in this order: the headers' shape, the signature, the signed time, and last that the
 * delivery was not accepted before. So a refusal for its time means that the delivery is authentic and a clock is off,
 * and only the holder of a key can fill the replay store. The body is not parsed before its signature matched.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET")).build();
 * Verification.Verified delivery = verifier.verify(headers, body).orElseThrow();
 * }</pre>
 *
 * <p>A {@link Verification.Verified} proves that a holder of the key signed these bytes at a time within the tolerance; of
 * a bearer token alone it proves the sender only. There is no switch that turns verification off.
 *
 * <p>Immutable and thread-safe; build one and keep it. It uses no thread locals, so virtual threads are fine.
 */
public final class WebhookVerifier {
    private final KeyMatcher<?> signature;
    private final @Nullable KeyMatcher<WebhookSecret> token;
    private final Duration tolerance;
    private final Clock clock;
    private final String name;
    private final ReplayCheck replayCheck;

    WebhookVerifier(WebhookVerifierBuilder builder) {
        signature = builder.signature();
        token = builder.token(signature);
        tolerance = builder.toleranceOrDefault();
        clock = builder.clockOrDefault();
        name = builder.nameOrDefault();
        replayCheck = builder.replayCheckOrDefault();
    }

    private WebhookVerifier(WebhookVerifier other, String name) {
        this.signature = other.signature;
        this.token = other.token;
        this.tolerance = other.tolerance;
        this.clock = other.clock;
        this.name = name;
        this.replayCheck = other.replayCheck;
    }

    /**
     * Builds a verifier for the scheme of Strapi's documentation.
     *
     * @param secret the secret that the Strapi project signs with
     * @return a builder
     */
    public static WebhookVerifierBuilder timestamped(WebhookSecret secret) {
        return builder(SignatureScheme.timestamped(), secret);
    }

    /**
     * Builds a verifier for one key.
     *
     * @param scheme the sender's format
     * @param key the key
     * @param <K> kind of key
     * @return a builder
     */
    public static <K extends VerificationKey> WebhookVerifierBuilder builder(SignatureScheme<K> scheme, K key) {
        return builder(scheme, KeyProvider.of(key));
    }

    /**
     * Builds a verifier for several or changing keys.
     *
     * @param scheme the sender's format
     * @param keys the keys; every one is tried
     * @param <K> kind of key
     * @return a builder
     */
    public static <K extends VerificationKey> WebhookVerifierBuilder builder(
            SignatureScheme<K> scheme, KeyProvider<K> keys) {
        return new WebhookVerifierBuilder(crypto -> matcher(scheme, keys, crypto));
    }

    static <K extends VerificationKey> KeyMatcher<K> matcher(
            SignatureScheme<K> scheme, KeyProvider<K> keys, @Nullable Provider crypto) {
        return new KeyMatcher<>(scheme, keys, KeyChecks.of(scheme.algorithm(), crypto));
    }

    /**
     * Verifies a request and, when it is authentic and in time, claims it against replay.
     *
     * @param headers the headers as received
     * @param body the raw body, exactly as it arrived: text that was decoded and encoded again, or JSON that was parsed and
     *     written again, is not what was signed; not copied, so it must not be changed afterwards
     * @return verified or rejected; never null and never an exception for what a stranger sends
     * @throws WebhookUnavailableException when the replay store or the source of the keys failed; nothing was accepted
     */
    public Verification verify(WebhookHeaders headers, byte[] body) {
        requireNonNull(body, "body");
        try {
            return checkHeaders(headers).verify(body);
        } catch (WebhookRejectedException e) {
            return e.rejection();
        }
    }

    /**
     * Verifies a request whose headers each occur once.
     *
     * @param headers names, in any case, with their values
     * @param body the raw body, as above
     * @return verified or rejected, as above
     * @throws WebhookUnavailableException when the replay store or the source of the keys failed; nothing was accepted
     */
    public Verification verify(Map<String, String> headers, byte[] body) {
        return verify(WebhookHeaders.of(headers), body);
    }

    /** Checks only the shape of the headers, so that a hopeless request can be refused before its body is read. */
    CheckedHeaders checkHeaders(WebhookHeaders headers) {
        return new CheckedHeaders(this, signature.read(headers), token == null ? null : token.read(headers));
    }

    /**
     * Gives a delivery back that the application could not handle, so that the same delivery is accepted again.
     *
     * @param delivery what {@link #verify} returned
     * @throws WebhookUnavailableException when the replay store failed
     */
    public void release(Verification.Verified delivery) {
        replayCheck.release(delivery);
    }

    /**
     * The name of the endpoint, which is part of every replay key.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** The same verifier, with the same memory of replays, for an endpoint of another name. */
    WebhookVerifier withName(String other) {
        return new WebhookVerifier(this, WebhookVerifierBuilder.requireName(other));
    }

    /**
     * The clock that times are judged by.
     *
     * @return the clock
     */
    public Clock clock() {
        return clock;
    }

    /** Whether this verifier claims deliveries itself, and not its caller. */
    boolean claims() {
        return !replayCheck.isByCaller();
    }

    /**
     * How long a claim is kept: as long as a copy could be in time, and a margin for clocks that differ.
     *
     * @return twice the tolerance and a minute
     */
    public Duration claimDuration() {
        return replayCheck.keepFor();
    }

    Verification verify(SignatureInput signed, @Nullable SignatureInput bearer, byte[] body) {
        try {
            return verified(signed, bearer, body);
        } catch (WebhookRejectedException e) {
            return e.rejection();
        }
    }

    private Verification.Verified verified(SignatureInput signed, @Nullable SignatureInput bearer, byte[] body) {
        Instant now = Instant.ofEpochMilli(clock.millis()); // asking for nanoseconds costs more
        KeyMatch match = valid(signature.authenticate(signed, body, now));
        if (token != null) {
            valid(token.authenticate(requireNonNull(bearer), body, now));
        }
        Instant timestamp = signature.signedTime(signed, body);
        Duration skew = timestamp == null ? null : Duration.between(timestamp, now);
        if (skew != null && skew.abs().compareTo(tolerance) > 0) {
            throw outOfTime(skew, match);
        }
        Verification.Verified delivery = new Verification.Verified(name, body, match, timestamp, now);
        if (!replayCheck.claim(delivery)) {
            throw delivery.refuse(RejectionReason.REPLAY, "this delivery was accepted before");
        }
        return delivery;
    }

    private static KeyMatch valid(KeyMatch match) {
        if (!match.isValid()) {
            throw new WebhookRejectedException(new Verification.Rejected(
                    RejectionReason.KEY_NOT_VALID,
                    "the matching key is outside its validity; sign with a current one",
                    match.keyName(),
                    null));
        }
        return match;
    }

    private WebhookRejectedException outOfTime(Duration skew, KeyMatch match) {
        boolean past = !skew.isNegative();
        String detail = "signed " + skew.abs().truncatedTo(ChronoUnit.MILLIS) + (past ? " ago" : " in the future")
                + ", tolerance is " + tolerance + "; check the clocks of both sides";
        return new WebhookRejectedException(new Verification.Rejected(
                past ? RejectionReason.STALE : RejectionReason.FUTURE, detail, match.keyName(), skew));
    }

    /**
     * Supplies the keys that are tried. Asked once when the verifier is built, so that a missing key fails at startup, and
     * then for every delivery, so that keys can be changed without a restart: answer from memory and refresh in the
     * background. An implementation that cannot answer throws any {@link RuntimeException}; the delivery is then refused
     * with status 503.
     *
     * <p>Implementations are thread-safe. Return the same {@link NamedKey} objects until a key changes: what is computed from
     * a key is kept for as long as the list is equal to the last one.
     *
     * @param <K> kind of key
     */
    @FunctionalInterface
    public interface KeyProvider<K extends VerificationKey> {
        /**
         * All keys that may have been used by the sender, those outside their validity included.
         *
         * @return one key or more, with distinct names
         */
        List<NamedKey<K>> keys();

        /**
         * One key, named {@code default}.
         *
         * @param key the key
         * @param <K> kind of key
         * @return a provider that never changes
         */
        static <K extends VerificationKey> KeyProvider<K> of(K key) {
            return of(NamedKey.of("default", key));
        }

        /**
         * Some keys; every one is tried for every delivery.
         *
         * @param keys the keys
         * @param <K> kind of key
         * @return a provider that never changes
         */
        @SafeVarargs
        @SuppressWarnings("varargs") // List.of only reads the array
        static <K extends VerificationKey> KeyProvider<K> of(NamedKey<K>... keys) {
            List<NamedKey<K>> fixed = List.of(keys);
            return () -> fixed;
        }
    }
}
