package dev.strapiwebhooks.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;

/** Looks at which paths a filter guards, against the servlets behind it. */
final class FilterMappings {
    private FilterMappings() {}

    /**
     * A filter on {@code /webhooks/strapi} exactly does not see {@code /webhooks/strapi/}, which a servlet on {@code /*}
     * does, and may take for the same path.
     */
    static void warnWhereTooNarrow(FilterConfig config) {
        for (String path : unmatchedPaths(config)) {
            config.getServletContext()
                    .log("WARNING: filter " + config.getFilterName() + " is mapped to " + path
                            + " exactly, and no servlet is. Where the servlet behind it routes by itself and ignores a slash"
                            + " at the end, " + path + "/ is open. Map the filter to " + path + "/* as well.");
        }
    }

    private static List<String> unmatchedPaths(FilterConfig config) {
        try {
            ServletContext context = config.getServletContext();
            FilterRegistration registration = context.getFilterRegistration(config.getFilterName());
            Collection<String> own = registration == null ? List.of() : registration.getUrlPatternMappings();
            return own.stream()
                    .filter(path -> path.startsWith("/") && path.length() > 1 && !path.endsWith("/*"))
                    .filter(path -> !own.contains(path + "/*"))
                    .filter(path -> own.stream().noneMatch("/*"::equals))
                    .filter(path -> context.getServletRegistrations().values().stream()
                            .noneMatch(servlet -> servlet.getMappings().contains(path)))
                    .toList();
        } catch (UnsupportedOperationException | IllegalStateException e) {
            return List.of(); // a container that does not tell at this time
        }
    }
}
