package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.Ed25519KeyCheck;
import dev.strapiwebhooks.internal.HmacKeyCheck;
import dev.strapiwebhooks.internal.KeyCheck;
import dev.strapiwebhooks.internal.TokenKeyCheck;
import dev.strapiwebhooks.spi.SignatureScheme;
import java.security.Provider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prepares keys for checking. Beside the signer the one place where the bytes of a key leave it. */
final class KeyChecks {
    private KeyChecks() {}

    static <K extends VerificationKey> Function<K, KeyCheck> of(
            SignatureScheme.Algorithm<K> algorithm, @Nullable Provider provider) {
        return key -> check(algorithm, key, provider);
    }

    private static KeyCheck check(
            SignatureScheme.Algorithm<?> algorithm, VerificationKey key, @Nullable Provider provider) {
        if (key instanceof WebhookSecret secret) {
            return algorithm == SignatureScheme.Algorithm.BEARER_TOKEN
                    ? new TokenKeyCheck(secret.bytes())
                    : HmacKeyCheck.of(secret.bytes(), provider);
        }
        return Ed25519KeyCheck.of(((Ed25519PublicKey) key).raw(), provider);
    }
}
