package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The variants as servlets on Jetty. */
final class JettyTarget {
    private static final String RESULT = "benchmark.result";

    private JettyTarget() {}

    static Server start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        add(context, Variant.READ.path(), request -> request.getInputStream().readAllBytes());
        add(
                context,
                Variant.HMAC.path(),
                request -> Target.HMAC.compute(request.getInputStream().readAllBytes()));
        add(
                context,
                Variant.HMAC_AND_TREE.path(),
                request -> Target.hmacAndTree(request.getInputStream().readAllBytes()));
        add(context, Variant.VERIFIED.path(), StrapiWebhooks::event);
        context.addFilter(
                new FilterHolder(new StrapiWebhookFilter(Target.endpoint())),
                Variant.VERIFIED.path(),
                EnumSet.of(DispatcherType.REQUEST));
        return serve(context);
    }

    /** Serves a context, and beside it the heap. */
    static Server serve(ServletContextHandler context) throws Exception {
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.getWriter().print(Target.heapAfterCollection());
                    }
                }),
                Target.HEAP_PATH);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
        return server;
    }

    private static void add(ServletContextHandler context, String path, Work work) {
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        request.setAttribute(RESULT, work.on(request)); // used, so that it is not optimised away
                        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                    }
                }),
                path);
    }

    @FunctionalInterface
    private interface Work {
        Object on(HttpServletRequest request) throws IOException;
    }
}
