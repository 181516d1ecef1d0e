package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.spi.SignatureInput;
import org.jspecify.annotations.Nullable;

/**
 * Headers of the right shape, read once, that wait for the body they speak of. Nothing of them is proven yet. Made by
 * {@link WebhookVerifier#checkHeaders}.
 *
 * <p>Immutable and thread-safe.
 */
final class CheckedHeaders {
    private final WebhookVerifier verifier;
    private final SignatureInput signature;
    private final @Nullable SignatureInput token;

    CheckedHeaders(WebhookVerifier verifier, SignatureInput signature, @Nullable SignatureInput token) {
        this.verifier = verifier;
        this.signature = signature;
        this.token = token;
    }

    /** As {@link WebhookVerifier#verify}, with the body; not copied, so it must not be changed afterwards. */
    Verification verify(byte[] body) {
        return verifier.verify(signature, token, requireNonNull(body, "body"));
    }
}
