package dev.strapiwebhooks.cli.listen;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import java.util.Set;

/**
 * Keeps other web sites away from the page: requests must name this machine as their host (so a name that resolves to it
 * is of no use) and come from the page itself. What the page shows is from strangers, so it may run nothing but its own
 * files.
 */
final class PageGuard implements Handler {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> SITES = Set.of("same-origin", "none");

    @Override
    public void handle(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
        String suffix = ":" + context.req().getLocalPort();
        String host = context.header("Host");
        if (host == null || !host.endsWith(suffix) || !NAMES.contains(withoutEnd(host, suffix))) {
            throw new ForbiddenResponse("open the page by its address on this machine");
        }
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean foreign =
                (origin != null && !origin.equals("http://" + host)) || (site != null && !SITES.contains(site));
        if (foreign) {
            throw new ForbiddenResponse("other sites have no access");
        }
    }

    private static String withoutEnd(String text, String end) {
        return text.substring(0, text.length() - end.length());
    }
}
