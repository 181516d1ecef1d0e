package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that the sender may have made of the secret. */
final class SecretVariants {
    private static final String SVIX_PREFIX = "whsec_";
    private static final String BOM = "\uFEFF";
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export )?[A-Za-z_][A-Za-z0-9_]*=[\"']?(.+?)[\"']?");
    /** HMAC fills a key up with zeros, so that this one is the empty one, which Java refuses. */
    private static final byte[] EMPTY = {0};

    private SecretVariants() {}

    static List<Variant<byte[]>> of(List<CandidateSecret> secrets) {
        List<Variant<byte[]>> keys = new ArrayList<>();
        for (CandidateSecret secret : secrets) {
            List<Variant<byte[]>> variants = of(secret.key());
            variants.forEach(key -> keys.add(secret.isPrevious() ? key.and(Cause.SECRET_PREVIOUS) : key));
        }
        return keys;
    }

    private static List<Variant<byte[]>> of(byte[] key) {
        List<Variant<byte[]>> keys = new ArrayList<>();
        addOthers(keys, new String(key, UTF_8));
        keys.removeIf(other -> Arrays.equals(other.value(), key));
        keys.add(0, Variant.expected(key));
        keys.removeIf(other -> other.value().length == 0); // Java has no such key
        return keys;
    }

    private static void addOthers(List<Variant<byte[]>> keys, String text) {
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + "\n");
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + "\r\n");
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + "\r");
        add(keys, Cause.SECRET_TRAILING_NEWLINE, text + " ");
        String stripped = text.strip();
        if (!stripped.equals(text)) {
            add(keys, Cause.SECRET_SURROUNDING_BLANKS, stripped);
        }
        add(keys, Cause.SECRET_QUOTED, "\"" + stripped + "\"");
        add(keys, Cause.SECRET_QUOTED, "'" + stripped + "'");
        if (stripped.length() > 2 && (stripped.startsWith("\"") || stripped.startsWith("'"))) {
            add(keys, Cause.SECRET_QUOTED, stripped.substring(1, stripped.length() - 1));
        }
        addCopies(keys, stripped);
        addDecoded(keys, stripped);
    }

    private static void addCopies(List<Variant<byte[]>> keys, String text) {
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (assignment.matches()) {
            add(keys, Cause.SECRET_ASSIGNMENT, assignment.group(1));
        }
        for (String name : List.of("STRAPI_WEBHOOK_SECRET=", "WEBHOOK_SECRET=")) {
            add(keys, Cause.SECRET_ASSIGNMENT, name + text);
        }
        add(keys, Cause.SECRET_CASE, text.toUpperCase(Locale.ROOT));
        add(keys, Cause.SECRET_CASE, text.toLowerCase(Locale.ROOT));
        if (text.startsWith(BOM)) {
            add(keys, Cause.SECRET_BOM, text.substring(1));
        }
        keys.add(Variant.of(Cause.SECRET_EMPTY, EMPTY));
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
