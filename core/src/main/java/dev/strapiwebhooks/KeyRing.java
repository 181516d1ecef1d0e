package dev.strapiwebhooks;

import java.security.Provider;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<Guarantee> guarantees;

    KeyRing(List<NamedKey<K>> keys, SignatureAlgorithm<K> algorithm, @Nullable Provider provider) {
        this.keys = List.copyOf(keys);
        requireUsable(this.keys);
        if (this.keys.size() > MANY_KEYS) {
            LOG.warn(
                    "{} keys are tried for every delivery, a forged one included, and each reads the whole body: for one of 4 MiB"
                            + " about 2.5 ms of HMAC or 13 ms of Ed25519. Remove keys that have ended",
                    this.keys.size());
        }
        guarantees = algorithm.guarantees();
        checks = this.keys.stream()
                .map(named -> algorithm.checkWith(named.key(), provider))
                .toList();
    }

    boolean holds(List<NamedKey<K>> others) {
        return keys.equals(others);
    }

    /**
     * Tries every key, whether or not one has matched already, so that the time taken does not tell which key is in use.
     * A valid key wins over one outside its window.
     *
     * @return null when no key matches
     * @throws WebhookRejectedException when only a key outside its validity matches
     */
    @Nullable
    KeyMatch match(SignatureClaim claim, byte[] body, Instant now) {
        NamedKey<K> best = null;
        byte[] bestProof = null;
        for (int i = 0; i < checks.size(); i++) {
            byte[] proof = checks.get(i).prove(claim, body);
            if (proof != null && (best == null || !best.isValidAt(now))) {
                best = keys.get(i);
                bestProof = proof;
            }
        }
        return best == null || bestProof == null ? null : valid(best, bestProof, now);
    }

    private KeyMatch valid(NamedKey<K> key, byte[] proof, Instant now) {
        if (!key.isValidAt(now)) {
            throw new WebhookRejectedException(new Verification.Rejected(
                    RejectionReason.KEY_NOT_VALID,
                    "the matching key is outside its validity; sign with a current one",
                    key.name(),
                    null));
        }
        return new KeyMatch(key.name(), proof, guarantees);
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
