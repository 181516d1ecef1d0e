package dev.strapiwebhooks;

import org.jspecify.annotations.Nullable;

/** Compares digests of the tokens, so that not even the length of ours can be measured. */
final class TokenKeyCheck implements KeyCheck {
    private final byte[] expected;

    TokenKeyCheck(WebhookSecret token) {
        if (!BearerTokenScheme.canCarry(token.bytes())) {
            throw new IllegalArgumentException("a bearer token must be visible ASCII without spaces, at most "
                    + BearerTokenScheme.LONGEST_TOKEN + " characters; make one with: openssl rand -hex 32");
        }
        expected = Sha256.of(token.bytes());
    }

    @Override
    public byte @Nullable [] prove(SignatureClaim claim, byte[] body) {
        return ConstantTime.equal(expected, Sha256.of(claim.signature())) ? Sha256.of(body) : null;
    }
}
