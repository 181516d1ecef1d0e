package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.spi.SignatureInput;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of one moment, each prepared for checking. Immutable. */
final class KeyRing<K extends VerificationKey> {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerifier.class);

    /** Enough for a rotation in each of a few environments. */
    private static final int MANY_KEYS = 8;

    private final List<NamedKey<K>> keys;
    private final List<KeyCheck> checks;

    KeyRing(List<NamedKey<K>> keys, Function<K, KeyCheck> check) {
        this.keys = List.copyOf(keys);
        requireUsable(this.keys);
        if (this.keys.size() > MANY_KEYS) {
            LOG.warn(
                    "{} keys are tried for every delivery, a forged one included, and each reads the whole body: for one of 4 MiB"
                            + " about 2.5 ms of HMAC or 13 ms of Ed25519. Remove keys that have ended",
                    this.keys.size());
        }
        checks = this.keys.stream().map(NamedKey::key).map(check).toList();
    }

    boolean holds(List<NamedKey<K>> others) {
        return keys.equals(others);
    }

    /**
     * Tries every key, whether or not one has matched already, so that the time taken does not tell which key is in use.
     * A valid key wins over one outside its window.
     *
     * @return null when no key matches
     */
    @Nullable
    KeyMatch match(SignatureInput claim, byte[] body, Instant now) {
        NamedKey<K> best = null;
        byte[] bestProof = null;
        for (int i = 0; i < checks.size(); i++) {
            byte[] proof = checks.get(i).prove(claim, body);
            if (proof != null && (best == null || !best.isValidAt(now))) {
                best = keys.get(i);
                bestProof = proof;
            }
        }
        return best == null || bestProof == null ? null : new KeyMatch(best.name(), bestProof, best.isValidAt(now));
    }

    private static void requireUsable(List<? extends NamedKey<?>> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the key provider has no key; without one nothing can be verified");
        }
        Set<String> names = new HashSet<>();
        for (NamedKey<?> key : keys) {
            if (!names.add(key.name())) {
                throw new IllegalArgumentException(
                        "two keys are named \"" + key.name() + "\"; give each key a name of its own");
            }
        }
    }
}
