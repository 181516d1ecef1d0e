package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a secret is written when it is sent: as it is, in JSON, in an address, in hexadecimal digits or in Base64. */
final class SecretForms {
    /** What is shorter is a word, and no receiver would take it as a secret. */
    static final int SHORTEST = 8;

    private static final Pattern AROUND = Pattern.compile(
            "\\A[\\s\"'\\uFEFF]*(?:(?:export )?[A-Za-z_][A-Za-z0-9_]*=)?[\\s\"']*(.*?)[\\s\"']*\\z", Pattern.DOTALL);

    private SecretForms() {}

    /** Each once, in bytes. */
    static List<byte[]> of(byte[] key) {
        Set<String> forms = new LinkedHashSet<>(); // a character for each byte, because arrays are not equal
        for (byte[] secret : List.of(key, core(key))) {
            if (secret.length >= SHORTEST) {
                addWritten(forms, secret);
                addEncoded(forms, secret);
            }
        }
        return forms.stream().map(form -> form.getBytes(ISO_8859_1)).toList();
    }

    /** Without what copying leaves around it. */
    private static byte[] core(byte[] key) {
        Matcher matcher = AROUND.matcher(new String(key, UTF_8));
        return matcher.matches() ? matcher.group(1).getBytes(UTF_8) : key;
    }

    private static void addWritten(Set<String> forms, byte[] secret) {
        forms.add(new String(secret, ISO_8859_1));
        add(forms, new String(secret, ISO_8859_1)); // as headers are read
        String text = new String(secret, UTF_8);
        String json = text;
        for (int level = 0; level < 2; level++) { // JSON is sent in strings of JSON, too
            json = JsonText.inString(json);
            add(forms, json);
            add(forms, JsonText.escaped(json));
            add(forms, json.replace("/", "\\/"));
        }
        add(forms, URLEncoder.encode(text, UTF_8));
        add(forms, URLEncoder.encode(text, UTF_8).replace("+", "%20"));
    }

    private static void add(Set<String> forms, String text) {
        forms.add(new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    private static void addEncoded(Set<String> forms, byte[] secret) {
        forms.add(HexFormat.of().formatHex(secret));
        for (int before = 0; before < 3; before++) {
            forms.add(inside(Base64.getEncoder(), secret, before));
            forms.add(inside(Base64.getUrlEncoder(), secret, before));
        }
    }

    /** What of it is the same whatever stands around it, such as a name in {@code Basic}. */
    private static String inside(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] text = new byte[before + secret.length];
        System.arraycopy(secret, 0, text, before, secret.length);
        int from = before == 0 ? 0 : before + 1;
        return encoder.encodeToString(text).substring(from, text.length * 8 / 6);
    }
}
