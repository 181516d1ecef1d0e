package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.spi.SignatureInput;
import org.jspecify.annotations.Nullable;

/** One key, ready to check signatures with. Thread-safe. */
@FunctionalInterface
public interface KeyCheck {
    /**
     * Checks a signature.
     *
     * @return bytes that depend only on what was signed, for the replay key; null when the signature does not match
     */
    byte @Nullable [] prove(SignatureInput claim, byte[] body);
}
