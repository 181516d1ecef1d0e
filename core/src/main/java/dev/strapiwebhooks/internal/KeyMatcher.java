package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookRejectedException;
import dev.strapiwebhooks.WebhookUnavailableException;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.spi.SignatureInput;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One scheme with its keys: reads a claim, asks for the current keys, finds the one that proves the claim. */
public final class KeyMatcher<K extends VerificationKey> {
    private final SignatureScheme<K> scheme;
    private final KeyProvider<K> provider;
    private final Function<K, KeyCheck> check;
    private final boolean signs;
    private volatile KeyRing<K> ring;

    public KeyMatcher(SignatureScheme<K> scheme, KeyProvider<K> provider, Function<K, KeyCheck> check) {
        this.scheme = scheme;
        this.provider = provider;
        this.check = check;
        this.signs = scheme.algorithm() != SignatureScheme.Algorithm.BEARER_TOKEN;
        this.ring = new KeyRing<>(provider.keys(), check);
    }

    /** False for a token, which proves neither the body nor a time. */
    public boolean signs() {
        return signs;
    }

    /** A scheme of the application's own may fail on what it did not expect; that is the stranger's fault, not ours. */
    public SignatureInput read(WebhookHeaders headers) {
        try {
            return scheme.read(headers);
        } catch (WebhookRejectedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WebhookRejectedException(
                    RejectionReason.MALFORMED_SIGNATURE,
                    "the scheme cannot read the headers: " + e.getClass().getSimpleName());
        }
    }

    /** Returns only for a claim that a key proves, be the key valid or not. */
    public KeyMatch authenticate(SignatureInput claim, byte[] body, Instant now) {
        if (body.length == 0) {
            throw new WebhookRejectedException(RejectionReason.EMPTY_BODY, "a delivery always has a body");
        }
        KeyMatch match = tryKeys(claim, body, now);
        if (match == null) {
            throw new WebhookRejectedException(
                    signs ? RejectionReason.SIGNATURE_MISMATCH : RejectionReason.TOKEN_MISMATCH,
                    "no configured key matches; compare the secrets of both sides (used as text), and that the raw bytes are"
                            + " signed and nothing changed the body");
        }
        return match;
    }

    /** The time that an authentic claim signs; null only where the algorithm does not prove any. */
    public @Nullable Instant signedTime(SignatureInput claim, byte[] body) {
        if (!signs) {
            return null;
        }
        return timestamp(claim, body)
                .orElseThrow(() -> new WebhookRejectedException(
                        RejectionReason.MISSING_TIMESTAMP, "the scheme found no signed time"));
    }

    /** Like {@link #read}: what a scheme cannot read is the sender's fault. */
    private Optional<Instant> timestamp(SignatureInput claim, byte[] body) {
        try {
            return scheme.timestamp(claim, body);
        } catch (WebhookRejectedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WebhookRejectedException(
                    RejectionReason.MALFORMED_TIMESTAMP,
                    "the scheme cannot read the time: " + e.getClass().getSimpleName());
        }
    }

    private @Nullable KeyMatch tryKeys(SignatureInput claim, byte[] body, Instant now) {
        try {
            return currentRing().match(claim, body, now);
        } catch (WebhookRejectedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WebhookUnavailableException("the keys of " + scheme.algorithm() + " cannot be used", e);
        }
    }

    /** Racing threads may each build a ring of the same keys; the last one stays, and none of them is wrong. */
    private KeyRing<K> currentRing() {
        List<NamedKey<K>> keys = provider.keys();
        KeyRing<K> current = ring;
        if (!current.holds(keys)) {
            current = new KeyRing<>(keys, check);
            ring = current;
        }
        return current;
    }
}
