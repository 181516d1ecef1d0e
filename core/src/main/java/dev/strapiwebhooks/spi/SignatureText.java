package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The written form of a signature: a fixed prefix and one exact length, so that nothing is ever truncated or padded. */
enum SignatureText {
    /** {@code sha256=} and hexadecimal digits, in lower case when written and in any case when read. */
    HEX_SHA256("sha256=", 64, "64 hexadecimal digits") {
        @Override
        byte @Nullable [] parse(String text, int from) {
            byte[] bytes = new byte[(text.length() - from) / 2];
            for (int i = 0; i < bytes.length; i++) {
                char high = text.charAt(from + 2 * i);
                char low = text.charAt(from + 2 * i + 1);
                // Asked, because an exception for each forged header would cost more than the rest of the refusal.
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    return null;
                }
                bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
            }
            return bytes;
        }

        @Override
        String format(byte[] signature) {
            return HexFormat.of().formatHex(signature);
        }
    },

    /** {@code ed25519=} and Base64. */
    BASE64_ED25519("ed25519=", 88, "88 characters of Base64") {
        @Override
        byte @Nullable [] parse(String text, int from) {
            try {
                byte[] decoded = Base64.getDecoder().decode(text.substring(from));
                return decoded.length == 64 ? decoded : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        String format(byte[] signature) {
            return Base64.getEncoder().encodeToString(signature);
        }
    };

    private final String prefix;
    private final int length;
    private final String form;

    SignatureText(String prefix, int length, String form) {
        this.prefix = prefix;
        this.length = length;
        this.form = form;
    }

    /** What follows the prefix, of the right length; null when it is not of this form. */
    abstract byte @Nullable [] parse(String text, int from);

    abstract String format(byte[] signature);

    byte[] decode(String header) {
        boolean shaped = header.length() == prefix.length() + length && header.startsWith(prefix);
        byte[] decoded = shaped ? parse(header, prefix.length()) : null;
        if (decoded == null) {
            throw new WebhookRejectedException(
                    RejectionReason.MALFORMED_SIGNATURE, "expected \"" + prefix + "\" and " + form);
        }
        return decoded;
    }

    String encode(byte[] signature) {
        return prefix + format(signature);
    }
}
