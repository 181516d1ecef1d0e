package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.internal.KeyMatcher;
import dev.strapiwebhooks.internal.ReplayCheck;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spi.SignatureScheme;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link WebhookVerifier}. Setting something twice throws {@link IllegalStateException}; a value that makes
 * no sense throws {@link IllegalArgumentException} and says which limit it breaks. Not thread-safe.
 */
public final class WebhookVerifierBuilder {
    private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);
    private static final Duration SHORTEST_TOLERANCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_TOLERANCE = Duration.ofHours(1);
    /** How much longer than the window a claim is kept, for receivers whose clocks disagree with each other. */
    private static final Duration CLAIM_MARGIN = Duration.ofMinutes(1);

    private static final String DEFAULT_NAME = "default";

    private final Function<@Nullable Provider, KeyMatcher<?>> matcher;
    private @Nullable KeyProvider<WebhookSecret> tokens;
    private @Nullable Duration tolerance;
    private @Nullable Clock clock;
    private @Nullable String name;
    private @Nullable Function<Duration, ReplayCheck> replayCheck;
    private @Nullable Provider crypto;

    WebhookVerifierBuilder(Function<@Nullable Provider, KeyMatcher<?>> matcher) {
        this.matcher = matcher;
    }

    /**
     * How far the signed time may lie in the past or in the future, both ends included.
     *
     * @param value from 1 second to 1 hour; 5 minutes unless set
     * @return this builder
     */
    public WebhookVerifierBuilder tolerance(Duration value) {
        if (value.compareTo(SHORTEST_TOLERANCE) < 0 || value.compareTo(LONGEST_TOLERANCE) > 0) {
            throw new IllegalArgumentException("tolerance must be from " + SHORTEST_TOLERANCE + " to "
                    + LONGEST_TOLERANCE + ", not " + value + "; 5 minutes suit most, synchronise the clocks instead");
        }
        tolerance = once(tolerance, value, "tolerance");
        return this;
    }

    /**
     * The clock that times are judged by.
     *
     * @param value the system clock unless set
     * @return this builder
     */
    public WebhookVerifierBuilder clock(Clock value) {
        clock = once(clock, value, "clock");
        return this;
    }

    /**
     * Names the endpoint. Receivers that share a replay store and serve the same endpoint share a name; different
     * endpoints have different names.
     *
     * @param value not blank; {@code default} unless set
     * @return this builder
     */
    public WebhookVerifierBuilder name(String value) {
        name = once(name, requireName(value), "name");
        return this;
    }

    /**
     * Where accepted deliveries are remembered.
     *
     * @param value {@link InMemoryReplayGuard} on the verifier's clock unless set
     * @return this builder
     */
    public WebhookVerifierBuilder replayGuard(ReplayGuard value) {
        requireNonNull(value, "replay guard");
        replayCheck = once(replayCheck, keepFor -> ReplayCheck.with(value, keepFor), "replay guard");
        return this;
    }

    /**
     * Leaves replays to the caller, who claims {@link Verification.Verified#replayKey()} for {@link
     * WebhookVerifier#claimDuration()} together with storing the delivery, in one transaction, as an inbox does. Without such a store every recorded delivery can be sent again within the tolerance.
     *
     * @return this builder
     */
    public WebhookVerifierBuilder replayCheckedByCaller() {
        replayCheck = once(replayCheck, ReplayCheck::byCaller, "replay guard");
        return this;
    }

    /**
     * Demands {@code Authorization: Bearer} in addition to the signature. Both must be right.
     *
     * @param value the tokens
     * @return this builder
     */
    public WebhookVerifierBuilder requireBearerToken(KeyProvider<WebhookSecret> value) {
        tokens = once(tokens, value, "bearer token");
        return this;
    }

    /**
     * The crypto provider that computes HMACs and checks Ed25519 signatures, where policy (such as FIPS) asks for a
     * certain one. It is used as an object and need not be registered with the platform.
     *
     * @param value the platform's own for HMAC, and Bouncy Castle's lightweight API for Ed25519, unless set
     * @return this builder
     */
    public WebhookVerifierBuilder cryptoProvider(Provider value) {
        crypto = once(crypto, value, "crypto provider");
        return this;
    }

    /**
     * Checks everything and builds.
     *
     * @return the verifier
     * @throws IllegalArgumentException when there is no usable key, or the crypto provider cannot do the algorithm
     */
    public WebhookVerifier build() {
        return new WebhookVerifier(this);
    }

    KeyMatcher<?> signature() {
        return matcher.apply(crypto);
    }

    @Nullable
    KeyMatcher<WebhookSecret> token(KeyMatcher<?> signature) {
        if (tokens == null) {
            return null;
        }
        if (!signature.signs()) {
            throw new IllegalArgumentException(
                    "the scheme is a bearer token already; leave requireBearerToken out, or choose a scheme that signs");
        }
        return WebhookVerifier.matcher(SignatureScheme.bearerToken(), tokens, crypto);
    }

    Duration toleranceOrDefault() {
        return requireNonNullElseGet(tolerance, () -> DEFAULT_TOLERANCE);
    }

    Clock clockOrDefault() {
        return requireNonNullElseGet(clock, Clock::systemUTC);
    }

    String nameOrDefault() {
        return requireNonNullElseGet(name, () -> DEFAULT_NAME);
    }

    /** The sender's clock may be ahead by the tolerance, so a copy can stay in time for twice as long. */
    ReplayCheck replayCheckOrDefault() {
        Duration keepFor = toleranceOrDefault().multipliedBy(2).plus(CLAIM_MARGIN);
        if (replayCheck != null) {
            return replayCheck.apply(keepFor);
        }
        return ReplayCheck.with(
                InMemoryReplayGuard.create(InMemoryReplayGuard.DEFAULT_CAPACITY, clockOrDefault()), keepFor);
    }

    static String requireName(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the endpoint's name must not be blank; leave it out for \"default\"");
        }
        return value;
    }

    private static <T> T once(@Nullable T current, T value, String what) {
        if (current != null) {
            throw new IllegalStateException("the " + what + " is set twice");
        }
        return requireNonNull(value, what);
    }
}
