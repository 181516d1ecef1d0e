package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The bytes that the sender may have signed for the body that came. */
final class BodyVariants {
    private static final String BOM = "\uFEFF";
    private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

    private BodyVariants() {}

    static List<Variant<byte[]>> of(byte[] body) {
        List<Variant<byte[]>> bodies = new ArrayList<>();
        bodies.add(Variant.expected(body));
        String text = new String(body, UTF_8);
        bodies.add(Variant.lazily(Cause.BODY_CHARSET, () -> new String(body, ISO_8859_1).getBytes(UTF_8)));
        bodies.add(Variant.of(Cause.BODY_EMPTY_SIGNED, new byte[0]));
        if (!Arrays.equals(text.getBytes(UTF_8), body)) {
            add(bodies, Cause.BODY_CHARSET, () -> text);
            return bodies; // it is not text in UTF-8, so nothing that follows would be told from that
        }
        bodies.add(Variant.lazily(Cause.BODY_CHARSET, () -> text.getBytes(ISO_8859_1)));
        add(bodies, Cause.BODY_BOM, () -> text.startsWith(BOM) ? text.substring(1) : BOM + text);
        addLineEnds(bodies, text);
        JsonText.of(body).ifPresent(json -> addLayouts(bodies, text, json));
        return bodies;
    }

    private static void addLayouts(List<Variant<byte[]>> bodies, String text, JsonText json) {
        add(bodies, text.contains("\\u") ? Cause.BODY_ESCAPED : Cause.BODY_COMPACTED, json::compact);
        add(bodies, Cause.BODY_PRETTY, () -> json.indented(2));
        add(bodies, Cause.BODY_PRETTY, () -> json.indented(4));
        add(bodies, Cause.BODY_PRETTY, () -> json.indented(2) + "\n"); // as editors save it, and curl -d flattens it
        add(bodies, Cause.BODY_SPACED, json::spaced);
        add(bodies, Cause.BODY_SPACED, () -> JsonText.escaped(json.spaced()));
        add(bodies, Cause.BODY_ESCAPED, () -> JsonText.escaped(text));
    }

    private static void addLineEnds(List<Variant<byte[]>> bodies, String text) {
        add(bodies, Cause.BODY_TRAILING_NEWLINE, () -> LINE_END.matcher(text).replaceFirst(""));
        add(bodies, Cause.BODY_TRAILING_NEWLINE, () -> text + "\n");
        add(bodies, Cause.BODY_TRAILING_NEWLINE, () -> text + "\r\n");
        add(bodies, Cause.BODY_LINE_ENDS, () -> text.replace("\r\n", "\n"));
        add(bodies, Cause.BODY_LINE_ENDS, () -> text.replace("\r\n", "\n").replace("\n", "\r\n"));
        add(bodies, Cause.BODY_LINE_ENDS, () -> text.replaceAll("[\r\n]", "")); // curl -d
    }

    private static void add(List<Variant<byte[]>> bodies, Cause cause, Supplier<String> text) {
        bodies.add(Variant.lazily(cause, () -> text.get().getBytes(UTF_8)));
    }
}
