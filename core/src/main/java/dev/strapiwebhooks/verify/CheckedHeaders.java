package dev.strapiwebhooks.verify;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Headers of the right shape, read once, that wait for the body they speak of. Nothing of them is proven yet. Made by
 * {@link WebhookVerifier#checkHeaders}.
 *
 * <p>Immutable and thread-safe.
 */
public final class CheckedHeaders {
    private final WebhookVerifier verifier;
    private final SignatureClaim signature;
    private final @Nullable SignatureClaim token;

    CheckedHeaders(WebhookVerifier verifier, SignatureClaim signature, @Nullable SignatureClaim token) {
        this.verifier = verifier;
        this.signature = signature;
        this.token = token;
    }

    /**
     * Verifies the request and, when it is authentic and in time, claims it against replay.
     *
     * @param body the raw body as received; not copied, so it must not be changed afterwards
     * @return verified or rejected; never null and never an exception for what a stranger sends
     * @throws WebhookUnavailableException when the replay store or the source of the keys failed; nothing was accepted
     */
    public Verification verify(byte[] body) {
        return verifier.verify(signature, token, requireNonNull(body, "body"));
    }
}
