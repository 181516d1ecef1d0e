package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.List;
import java.util.stream.Stream;

/** Reads what proxies say: {@code Forwarded} (RFC 7239) and the {@code X-Forwarded-} headers before it. */
public final class ForwardedHeaders {
    private ForwardedHeaders() {}

    /** Clients and proxies, the nearest last, by each kind of header that is there. */
    public static List<List<String>> clients(WebhookHeaders headers) {
        return Stream.of(parameters(headers, "for="), values(headers, "X-Forwarded-For"))
                .map(nodes -> nodes.map(ForwardedHeaders::withoutPort).toList())
                .filter(nodes -> !nodes.isEmpty())
                .toList();
    }

    /** What the nearest proxy says in each of the headers. */
    public static List<String> protocols(WebhookHeaders headers) {
        return Stream.of(last(parameters(headers, "proto=")), last(values(headers, "X-Forwarded-Proto")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> last(Stream<String> values) {
        return values.reduce((first, second) -> second).map(List::of).orElse(List.of());
    }

    private static Stream<String> parameters(WebhookHeaders headers, String name) {
        return values(headers, "Forwarded")
                .flatMap(element -> Stream.of(element.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, name, 0, name.length()))
                .map(pair -> pair.substring(name.length()).replace("\"", "").strip());
    }

    private static Stream<String> values(WebhookHeaders headers, String name) {
        return headers.values(name).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip);
    }

    private static String withoutPort(String node) {
        int bracket = node.indexOf(']');
        if (node.startsWith("[") && bracket > 0) {
            return node.substring(0, bracket + 1);
        }
        boolean oneColon = node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':');
        return oneColon ? node.substring(0, node.indexOf(':')) : node;
    }
}
