package dev.strapiwebhooks.fuzz;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.DispatcherType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** A Jetty without sockets, with the filter on every path. Started once. */
final class FuzzedServer {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final ReadingServlet SERVLET = new ReadingServlet();
    private static final LocalConnector CONNECTOR = start();

    private FuzzedServer() {}

    /**
     * What became of a request.
     *
     * @param status the answer's; 0 without an answer
     * @param handled whether the servlet was called
     * @param problem what the servlet found wrong
     */
    record Exchange(int status, boolean handled, @Nullable Throwable problem) {}

    static Exchange send(byte[] request) throws Exception {
        SERVLET.reset();
        String text = exchange(request);
        text = text.startsWith(CONTINUE) ? text.substring(CONTINUE.length()) : text;
        int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        return new Exchange(status, SERVLET.wasCalled(), SERVLET.problem());
    }

    private static String exchange(byte[] request) throws Exception {
        try (LocalConnector.LocalEndPoint connection = CONNECTOR.connect()) {
            connection.addInput(ByteBuffer.wrap(request));
            connection.addInputEOF();
            connection.waitUntilClosedOrIdleFor(10, TimeUnit.SECONDS);
            return StandardCharsets.ISO_8859_1.decode(connection.takeOutput()).toString();
        }
    }

    private static LocalConnector start() {
        ServletContextHandler context = new ServletContextHandler();
        WebhookEndpoint endpoint = WebhookEndpoint.of(FuzzedRequest.verifier());
        context.addFilter(
                new FilterHolder(new StrapiWebhookFilter(endpoint)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(SERVLET), "/*");
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector;
    }
}
