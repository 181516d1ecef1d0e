package dev.strapiwebhooks.benchmarks.soak;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** Jetty with the filter and a servlet that counts how often it was given each delivery. */
final class SoakTarget {
    static final WebhookSecret SECRET = WebhookSecret.of("soak-secret-0123456789abcdef");
    static final int MAX_BODY_SIZE = 64 * 1024;

    private final Server server;
    private final AtomicIntegerArray handled;

    SoakTarget(int deliveries, Clock clock) {
        handled = new AtomicIntegerArray(deliveries);
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET)
                .clock(clock)
                .replayGuard(InMemoryReplayGuard.create(InMemoryReplayGuard.DEFAULT_CAPACITY, clock))
                .build();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(verifier)
                .maxBodySize(MAX_BODY_SIZE)
                .maxConcurrentBodies(1_000)
                .build();
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(new StrapiWebhookFilter(endpoint)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Counting(handled)), "/*");
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
    }

    void start() throws Exception {
        server.start();
    }

    void stop() throws Exception {
        server.stop();
    }

    URI uri() {
        return server.getURI().resolve("/webhooks/strapi");
    }

    long handledOnce() {
        return IntStream.range(0, handled.length())
                .filter(serial -> handled.get(serial) == 1)
                .count();
    }

    long handledMore() {
        return IntStream.range(0, handled.length())
                .filter(serial -> handled.get(serial) > 1)
                .count();
    }

    private static final class Counting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient AtomicIntegerArray handled;

        Counting(AtomicIntegerArray handled) {
            this.handled = handled;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            EntryEvent event = (EntryEvent) StrapiWebhooks.event(request);
            handled.incrementAndGet((int) event.id().orElseThrow());
        }
    }
}
