package dev.strapiwebhooks.spring;

import java.util.Collection;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths on which every request must be a verified webhook, in Spring's pattern syntax, below the application's context
 * path. One object for filter, interceptor and handler adapter, so that all mean the same.
 *
 * <p>Immutable and thread-safe.
 */
public final class WebhookPaths {
    /** The path unless told otherwise. */
    public static final String DEFAULT = "/webhooks/strapi";

    private static final PathPatternParser PARSER = parser();
    /** Paths are decoded and without parameters by the time they are compared. */
    private static final PathContainer.Options PLAIN = PathContainer.Options.create('/', false);

    private final List<PathPattern> patterns;

    private WebhookPaths(List<PathPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Some paths.
     *
     * @param patterns for example {@code /webhooks/strapi} or {@code /webhooks/**}
     * @return the paths
     * @throws IllegalArgumentException when there is none, or one does not begin with a slash
     */
    public static WebhookPaths of(Collection<String> patterns) {
        if (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> !pattern.startsWith("/"))) {
            throw new IllegalArgumentException("webhook paths must be one or more, each beginning with a slash like "
                    + DEFAULT + ", not " + patterns);
        }
        return new WebhookPaths(patterns.stream()
                .map(WebhookPaths::requireCanonical)
                .map(PARSER::parse)
                .toList());
    }

    /** Paths are compared in their canonical spelling, so a pattern in another one would never match. */
    private static String requireCanonical(String pattern) {
        String canonical = CanonicalPath.of(pattern);
        if (!canonical.equals(pattern)) {
            throw new IllegalArgumentException("the webhook path " + pattern
                    + " would match no request; write it without a slash at the end, repeated slashes, dots and codes: "
                    + canonical);
        }
        return pattern;
    }

    /**
     * Whether a path is one of them. Deliberately broader than any mapping of handlers or servlets: case, path parameters,
     * encoding, repeated slashes, dot segments and a slash at the end make no difference, because a path that is guarded
     * needlessly is refused, and one that is not is open.
     *
     * @param path below the context path, encoded or not
     * @return true when it is
     */
    public boolean match(String path) {
        String canonical = CanonicalPath.of(path);
        return matchAsItIs(canonical) || (!canonical.equals(path) && matchAsItIs(path));
    }

    /** Without another decoding: what is decoded twice may lead out of a guarded folder. */
    boolean matchAsItIs(String path) {
        PathContainer plain = PathContainer.parsePath(path, PLAIN);
        for (PathPattern pattern : patterns) {
            if (pattern.matches(plain)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there may be a path that is one of these and one of the others. */
    boolean meet(WebhookPaths others) {
        return patterns().stream()
                .anyMatch(one -> others.patterns().stream().anyMatch(other -> meet(segments(one), segments(other))));
    }

    private static List<String> segments(String pattern) {
        return List.of(pattern.substring(1).split("/", -1));
    }

    private static boolean meet(List<String> one, List<String> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            String a = i < one.size() ? one.get(i) : "";
            String b = i < other.size() ? other.get(i) : "";
            if (takesTheRest(a) || takesTheRest(b)) {
                return true;
            }
            boolean ended = i >= one.size() || i >= other.size();
            if (ended || !(isVariable(a) || isVariable(b) || a.equalsIgnoreCase(b))) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesTheRest(String segment) {
        return segment.startsWith("**") || segment.startsWith("{*");
    }

    static boolean isVariable(String segment) {
        return segment.chars().anyMatch(each -> "*?{".indexOf(each) >= 0);
    }

    /**
     * The patterns.
     *
     * @return as they were given
     */
    public List<String> patterns() {
        return patterns.stream().map(PathPattern::getPatternString).distinct().toList();
    }

    @Override
    public String toString() {
        return patterns().toString();
    }

    private static PathPatternParser parser() {
        PathPatternParser parser = new PathPatternParser();
        parser.setCaseSensitive(false);
        return parser;
    }
}
