package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.spi.SignatureInput;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256. Keeps a template that has already absorbed the key, and works on a clone of it: setting up a key costs
 * more than the hash of a small delivery, and a clone is confined to its caller without thread locals.
 */
public final class HmacKeyCheck implements KeyCheck {
    private static final String ALGORITHM = "HmacSHA256";

    private final Supplier<Mac> macs;

    private HmacKeyCheck(Supplier<Mac> macs) {
        this.macs = macs;
    }

    public static HmacKeyCheck of(byte[] key, @Nullable Provider provider) {
        Mac template = keyed(key, provider);
        template.update(new byte[0]); // makes the JDK's implementation hash the padded key now, once
        return new HmacKeyCheck(isCloneable(template) ? () -> copyOf(template) : () -> keyed(key, provider));
    }

    @Override
    public byte @Nullable [] prove(SignatureInput claim, byte[] body) {
        byte[] expected = mac(claim.prefix(), body, claim.suffix());
        return ConstantTime.equal(expected, claim.signature()) ? expected : null;
    }

    public byte[] mac(byte[] prefix, byte[] body, byte[] suffix) {
        Mac mac = macs.get();
        mac.update(prefix);
        mac.update(body);
        mac.update(suffix);
        return mac.doFinal();
    }

    private static Mac keyed(byte[] key, @Nullable Provider provider) {
        try {
            Mac mac = provider == null ? Mac.getInstance(ALGORITHM) : Mac.getInstance(ALGORITHM, provider);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "crypto provider " + (provider == null ? "of the platform" : provider.getName()) + " cannot do "
                            + ALGORITHM + " with this secret; choose another provider or leave it out",
                    e);
        }
    }

    private static boolean isCloneable(Mac mac) {
        try {
            return mac.clone() != null;
        } catch (CloneNotSupportedException e) {
            return false;
        }
    }

    private static Mac copyOf(Mac template) {
        try {
            return (Mac) template.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("it could be cloned when the verifier was built", e);
        }
    }
}
