package dev.strapiwebhooks.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/** Matches servlet requests: by the path below the context path, and by the one below the servlet's mapping. */
final class ServletPaths {
    private ServletPaths() {}

    static boolean match(WebhookPaths paths, HttpServletRequest request) {
        RequestPath below = ServletRequestPathUtils.parse(request);
        if (paths.match(below.pathWithinApplication())) {
            return true;
        }
        String contextPath = request.getContextPath();
        boolean servletHasPrefix = !below.contextPath().value().equals(contextPath);
        return servletHasPrefix
                && paths.match(
                        RequestPath.parse(request.getRequestURI(), contextPath).pathWithinApplication());
    }
}
