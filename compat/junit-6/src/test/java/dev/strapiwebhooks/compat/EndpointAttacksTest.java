package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import dev.strapiwebhooks.testkit.attack.EndpointAttacks;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The attack pack as a user runs it, with JUnit 6. */
class EndpointAttacksTest extends EndpointAttacks {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-attack-test");

    private static Server server = new Server();

    @BeforeAll
    static void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        WebhookEndpoint endpoint =
                WebhookEndpoint.of(WebhookVerifier.timestamped(SECRET).build());
        context.addFilter(new StrapiWebhookFilter(endpoint), "/hook", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Handler()), "/hook");
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Override
    protected URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort() + "/hook");
    }

    @Override
    protected WebhookSecret secret() {
        return SECRET;
    }

    @Test
    void thisIsJUnit6() {
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");
    }

    private static final class Handler extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
