package dev.strapiwebhooks;

import java.security.Provider;
import org.jspecify.annotations.Nullable;

/** One key, ready to check signatures with. Thread-safe. */
@FunctionalInterface
interface KeyCheck {
    /**
     * Checks a signature.
     *
     * @return bytes that depend only on what was signed, for the replay key; null when the signature does not match
     */
    byte @Nullable [] prove(SignatureClaim claim, byte[] body);

    /** Prepares a key, with a crypto provider the user chose or the default one. */
    @FunctionalInterface
    interface Factory<K extends VerificationKey> {
        KeyCheck create(K key, @Nullable Provider provider);
    }
}
