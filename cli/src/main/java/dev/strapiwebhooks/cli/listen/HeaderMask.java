package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.explain.ExpectedScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;

/** Hides what must not be seen on a shared screen: signatures, tokens and cookies. */
final class HeaderMask {
    private static final Pattern CONFIDENTIAL = Pattern.compile(
            "auth|cookie|signature|token|secret|passw|key|credential|session|jwt", Pattern.CASE_INSENSITIVE);
    /** What may be shown in front of what is hidden. */
    private static final Pattern SCHEME =
            Pattern.compile("^((?:Bearer|Basic|Digest) |(?:sha1|sha256|sha512|ed25519|v1)=)?.*", Pattern.DOTALL);

    private HeaderMask() {}

    static boolean isConfidential(String name) {
        return CONFIDENTIAL.matcher(name).find();
    }

    /** Good for minutes only, and what an exported delivery is about. */
    static boolean isSignature(String name) {
        return Arrays.stream(ExpectedScheme.values())
                .anyMatch(scheme -> scheme.signatureHeader().equalsIgnoreCase(name));
    }

    static ArrayNode masked(List<HeaderLine> headers) {
        ArrayNode lines = Json.array();
        for (HeaderLine line : headers) {
            boolean masked = isConfidential(line.name());
            lines.addObject()
                    .put("name", line.name())
                    .put("value", masked ? mask(line.value()) : line.value())
                    .put("masked", masked);
        }
        return lines;
    }

    /** The scheme in front and the length tell enough to find a mistake. */
    private static String mask(String value) {
        String scheme = SCHEME.matcher(value).replaceFirst("$1");
        int hidden = value.length() - scheme.length();
        return scheme + String.format(Locale.ROOT, "•••• (%d characters)", hidden);
    }
}
