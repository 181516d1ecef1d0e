package dev.strapiwebhooks.inspector.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes that the sender may have signed for the body that came. */
final class BodyVariants {
    private static final String BOM = "\uFEFF";

    private BodyVariants() {}

    static List<Variant<byte[]>> of(byte[] body) {
        List<Variant<byte[]>> bodies = new ArrayList<>();
        bodies.add(Variant.expected(body));
        String text = new String(body, UTF_8);
        addLineEnds(bodies, text);
        add(bodies, Cause.BODY_BOM, text.startsWith(BOM) ? text.substring(1) : BOM + text);
        add(bodies, Cause.BODY_CHARSET, new String(body, ISO_8859_1));
        bodies.add(Variant.of(Cause.BODY_CHARSET, text.getBytes(ISO_8859_1)));
        for (JsonText json : JsonText.of(body).stream().toList()) {
            add(bodies, text.contains("\\u") ? Cause.BODY_ESCAPED : Cause.BODY_COMPACTED, json.compact());
            add(bodies, Cause.BODY_PRETTY, json.indented(2));
            add(bodies, Cause.BODY_PRETTY, json.indented(4));
            add(bodies, Cause.BODY_PRETTY, json.indented(2) + "\n"); // as editors save it, and curl -d flattens it
            add(bodies, Cause.BODY_SPACED, json.spaced());
            add(bodies, Cause.BODY_SPACED, JsonText.escaped(json.spaced()));
            add(bodies, Cause.BODY_ESCAPED, JsonText.escaped(text));
        }
        bodies.add(Variant.of(Cause.BODY_EMPTY_SIGNED, new byte[0]));
        bodies.removeIf(variant -> variant.steps() > 0 && Arrays.equals(variant.value(), body));
        return bodies;
    }

    private static void addLineEnds(List<Variant<byte[]>> bodies, String text) {
        add(bodies, Cause.BODY_TRAILING_NEWLINE, text.stripTrailing());
        add(bodies, Cause.BODY_TRAILING_NEWLINE, text + "\n");
        add(bodies, Cause.BODY_TRAILING_NEWLINE, text + "\r\n");
        String unix = text.replace("\r\n", "\n");
        add(bodies, Cause.BODY_LINE_ENDS, unix);
        add(bodies, Cause.BODY_LINE_ENDS, unix.replace("\n", "\r\n"));
        add(bodies, Cause.BODY_LINE_ENDS, unix.replace("\n", "")); // curl -d
    }

    private static void add(List<Variant<byte[]>> bodies, Cause cause, String text) {
        bodies.add(Variant.of(cause, text.getBytes(UTF_8)));
    }
}
