package dev.strapiwebhooks.inspector.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The keys that the sender may have made of the secret. */
final class SecretVariants {
    private static final String SVIX_PREFIX = "whsec_";

    private SecretVariants() {}

    static List<Variant<byte[]>> of(List<CandidateSecret> secrets) {
        List<Variant<byte[]>> keys = new ArrayList<>();
        for (CandidateSecret secret : secrets) {
            byte[] key = secret.key();
            keys.add(secret.isPrevious() ? Variant.of(Cause.SECRET_PREVIOUS, key) : Variant.expected(key));
            addOthers(keys, new String(key, UTF_8));
        }
        keys.removeIf(key -> key.value().length == 0); // no HMAC has such a key
        return keys;
    }

    private static void addOthers(List<Variant<byte[]>> keys, String text) {
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + "\n");
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + "\r\n");
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + "\r");
        String stripped = text.strip();
        if (!stripped.equals(text)) {
            add(keys, Cause.SECRET_SURROUNDING_BLANKS, stripped);
        }
        add(keys, Cause.SECRET_QUOTED, "\"" + stripped + "\"");
        add(keys, Cause.SECRET_QUOTED, "'" + stripped + "'");
        if (stripped.length() > 2 && (stripped.startsWith("\"") || stripped.startsWith("'"))) {
            add(keys, Cause.SECRET_QUOTED, stripped.substring(1, stripped.length() - 1));
        }
        addDecoded(keys, stripped);
    }

    private static void addDecoded(List<Variant<byte[]>> keys, String text) {
        try {
            keys.add(Variant.of(Cause.SECRET_HEX_DECODED, HexFormat.of().parseHex(text)));
        } catch (IllegalArgumentException e) {
            // it is not hexadecimal
        }
        String encoded = text.startsWith(SVIX_PREFIX) ? text.substring(SVIX_PREFIX.length()) : text;
        for (Base64.Decoder decoder : List.of(Base64.getDecoder(), Base64.getUrlDecoder())) {
            try {
                keys.add(Variant.of(Cause.SECRET_BASE64_DECODED, decoder.decode(encoded)));
            } catch (IllegalArgumentException e) {
                // it is not Base64
            }
        }
    }

    private static void add(List<Variant<byte[]>> keys, Cause cause, String text) {
        keys.add(Variant.of(cause, text.getBytes(UTF_8)));
    }
}
