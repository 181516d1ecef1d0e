package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.spi.SignatureInput;
import org.jspecify.annotations.Nullable;

/** Compares digests of the tokens, so that not even the length of ours can be measured. */
public final class TokenKeyCheck implements KeyCheck {
    /** As long as the scheme reads one. */
    private static final int LONGEST_TOKEN = 4096;

    private final byte[] expected;

    public TokenKeyCheck(byte[] token) {
        if (!canCarry(token)) {
            throw new IllegalArgumentException("a bearer token must be visible ASCII without spaces, at most "
                    + LONGEST_TOKEN + " characters; make one with: openssl rand -hex 32");
        }
        expected = Sha256.of(token);
    }

    @Override
    public byte @Nullable [] prove(SignatureInput claim, byte[] body) {
        return ConstantTime.equal(expected, Sha256.of(claim.signature())) ? Sha256.of(body) : null;
    }

    static boolean canCarry(byte[] token) {
        boolean visible = true;
        for (byte b : token) {
            visible &= b > ' ' && b < 0x7F;
        }
        return visible && token.length <= LONGEST_TOKEN;
    }
}
