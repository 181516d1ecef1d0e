package dev.strapiwebhooks.examples.jetty;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** Jetty with the filter in front of one servlet. */
final class Receiver {
    static final String PATH = "/webhooks/strapi";

    private final Server server;

    private Receiver(Server server) {
        this.server = server;
    }

    /** On the loopback interface only; port 0 takes a free one. */
    static Receiver start(int port, WebhookSecret secret, PrintStream out) throws Exception {
        EventHandler<StrapiEvent> handler = event -> {}; // your code; see EventRouter for one handler per content type
        WebhookVerifier verifier = WebhookVerifier.timestamped(secret).build();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(verifier)
                .listener(new ConsoleListener(out))
                .build();

        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new StrapiWebhookFilter(endpoint), PATH, EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new WebhookServlet(handler)), PATH);
        context.addServlet(new ServletHolder(new HealthServlet()), "/health");
        context.addServlet(new ServletHolder(new NothingHereServlet(out)), "/");

        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(context);
        server.setStopTimeout(5_000); // milliseconds for deliveries that are being handled
        try {
            server.start();
        } catch (IOException e) {
            server.stop();
            throw new IOException("port " + port + " cannot be used: " + e.getMessage() + ". Set PORT to another.", e);
        }
        return new Receiver(server);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort() + PATH);
    }

    void join() throws InterruptedException {
        server.join();
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }
}
