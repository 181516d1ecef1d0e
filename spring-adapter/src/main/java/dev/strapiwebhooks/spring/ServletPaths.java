package dev.strapiwebhooks.spring;

import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Matches servlet requests by each of their paths: the one that was sent, below the context path and below the servlet's
 * mapping, and the one that the container understood and mapped a servlet by.
 */
final class ServletPaths {
    private ServletPaths() {}

    static boolean match(WebhookPaths paths, HttpServletRequest request) {
        boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
        String uri = included ? attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI) : request.getRequestURI();
        String servletPath =
                included ? attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH) : request.getServletPath();
        String pathInfo = included ? attribute(request, RequestDispatcher.INCLUDE_PATH_INFO) : request.getPathInfo();
        String below = requireNonNullElse(pathInfo, "");
        String prefix = requireNonNullElse(servletPath, "");
        String sent = below(CanonicalPath.of(request.getContextPath()), CanonicalPath.of(requireNonNullElse(uri, "/")));
        return paths.matchAsItIs(sent)
                || (!prefix.isEmpty() && paths.matchAsItIs(below(CanonicalPath.of(prefix), sent)))
                || paths.match(prefix + below) // as the container understood it
                || (!prefix.isEmpty() && !below.isEmpty() && paths.match(below));
    }

    /** The path itself where it does not begin with the prefix. */
    private static String below(String prefix, String path) {
        boolean begins = prefix.length() > 1 && path.regionMatches(true, 0, prefix, 0, prefix.length());
        boolean whole = begins && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        return whole ? path.substring(prefix.length()) : path;
    }

    private static @Nullable String attribute(HttpServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : null;
    }
}
