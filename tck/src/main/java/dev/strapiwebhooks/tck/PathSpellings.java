package dev.strapiwebhooks.tck;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Other spellings of a path, each of which some server, framework or proxy takes for the path itself. */
public final class PathSpellings {
    private static final List<String> TEMPLATES = List.of(
            "/{a}/{b}",
            "//{a}/{b}",
            "/{a}//{b}",
            "/{a}/{b}/",
            "/{a}/{b}//",
            "/{a}/./{b}",
            "/./{a}/{b}",
            "/{a}/{b}/.",
            "/{a}/x/../{b}",
            "/x/../{a}/{b}",
            "/{a}/{b}/x/..",
            "/{a}/%2e/{b}",
            "/%2e/{a}/{b}",
            "/{a}/x/%2e%2e/{b}",
            "/x/%2e%2e/{a}/{b}",
            "/{a}/x/%2E%2E/{b}",
            "/{a}/x/.%2e/{b}",
            "/{a}/;/{b}",
            "/;/{a}/{b}",
            "/;//{a}/{b}",
            "/;x/{a}/{b}",
            "/{a};x=1/{b}",
            "/{a}/{b};x",
            "/{a}/{b};x=1;y",
            "/{a}/{b}/;x",
            "/{a}/.;x/{b}",
            "/{a}/x/..;y/{b}",
            "/{a}/x/..;/{b}",
            "/;x=1/{a};y/{b};z",
            "/{a}/;a//{b}",
            "/{a}%2f{b}",
            "/{a}%2F{b}",
            "/{a}%252f{b}",
            "/{a}%5c{b}",
            "/{a}\\{b}",
            "/{a}/{%b}",
            "/{%a}/{b}",
            "/{A}/{B}",
            "/{a}/{b}%00",
            "/{a}/{b}.json",
            "/{a}/{b}%20",
            "/{a}/{b}%3bx",
            "/{a}/{b}%2f",
            "/{a}/{b}/%2e",
            "/{a}/{b}?x=1",
            "http://elsewhere.example/{a}/{b}");

    private PathSpellings() {}

    /**
     * The spellings of a path.
     *
     * @param path of two segments or more, the last two of which are varied: {@code /webhooks/strapi}
     * @return request targets as they stand in a request line, the path itself first
     */
    public static Stream<String> of(String path) {
        String[] segments = path.split("/", -1);
        String last = segments[segments.length - 1];
        String before = segments[segments.length - 2];
        String prefix = path.substring(0, path.length() - last.length() - before.length() - 2);
        return TEMPLATES.stream()
                .map(template -> template.replace("{%a}", encoded(before))
                        .replace("{%b}", encoded(last))
                        .replace("{A}", before.toUpperCase(Locale.ROOT))
                        .replace("{B}", last.toUpperCase(Locale.ROOT))
                        .replace("{a}", before)
                        .replace("{b}", last))
                .map(spelling -> spelling.startsWith("/")
                        ? prefix + spelling
                        : spelling.replace("example/", "example" + prefix + "/"));
    }

    /** The first letter, which needs no encoding. */
    private static String encoded(String segment) {
        return "%" + Integer.toHexString(segment.charAt(0)) + segment.substring(1);
    }
}
