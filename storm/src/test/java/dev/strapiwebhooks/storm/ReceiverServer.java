package dev.strapiwebhooks.storm;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The web server of a receiver in a process of its own. */
public final class ReceiverServer {
    private ReceiverServer() {}

    /** Serves an endpoint on each path, and returns the port. */
    public static int serve(WebhookEndpoint endpoint) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new StrapiWebhookFilter(endpoint), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }
}
