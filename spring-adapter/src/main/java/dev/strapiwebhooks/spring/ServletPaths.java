package dev.strapiwebhooks.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/** Matches servlet requests: by the path below the context path, and by the one below the servlet's mapping. */
final class ServletPaths {
    private ServletPaths() {}

    static boolean match(WebhookPaths paths, HttpServletRequest request) {
        RequestPath whole = RequestPath.parse(request.getRequestURI(), request.getContextPath());
        return paths.match(whole.pathWithinApplication())
                || paths.match(ServletRequestPathUtils.parse(request).pathWithinApplication());
    }
}
