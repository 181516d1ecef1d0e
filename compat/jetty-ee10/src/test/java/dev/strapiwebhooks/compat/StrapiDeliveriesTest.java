package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.testkit.TestClock;
import dev.strapiwebhooks.testkit.client.EndpointWatch;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Strapi of the test kit against a real receiver, as a user of servlets has it in a test. */
class StrapiDeliveriesTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-servlet-test");

    private final List<String> titles = new CopyOnWriteArrayList<>();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final EndpointWatch watch = new EndpointWatch();
    private Server server = new Server();
    private StrapiDeliveries strapi = StrapiDeliveries.to(this::uri, SECRET, clock);

    @BeforeEach
    void start() throws Exception {
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(SECRET).clock(clock).build();
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(verifier).listener(watch).build();
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new StrapiWebhookFilter(endpoint), "/hook", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Receiver()), "/*");
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
        strapi = StrapiDeliveries.to(this::uri, SECRET, clock);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort() + "/hook");
    }

    private static SampleEntry article(String title) {
        return SampleEntry.of("api::article.article", Map.of("title", title));
    }

    @Test
    void publishedArticlesArrive() {
        strapi.publish(article("Zoë")).expectHandled();
        strapi.strapi4().publish(article("Four")).expectHandled();

        assertThat(titles).containsExactly("Zoë", "Four");
    }

    @Test
    void nobodyElseGetsIn() {
        strapi.attackEverything().expectRejected();
    }

    @Test
    void equalDeliveriesOnAClockThatStandsAreNoReplays() {
        strapi.send("{\"event\":\"trigger-test\"}").expectHandled();
        strapi.send("{\"event\":\"trigger-test\"}").expectHandled().sendAgain().expectRejected(RejectionReason.REPLAY);
    }

    @Test
    void theClockMovesBothSides() {
        var early = strapi.sign("{\"event\":\"trigger-test\"}");
        strapi.clock().advance(Duration.ofDays(1));

        strapi.triggerTest().expectHandled();
        strapi.send(early).expectRejected(RejectionReason.STALE);
    }

    @Test
    void realDeliveriesAreTaken() {
        assertThat(strapi.captured().expectAccepted().all()).hasSizeGreaterThan(100);
        assertThat(strapi.strapi4().captured().expectAccepted().all()).hasSizeGreaterThan(90);
    }

    @Test
    void failuresSayWhatWasSentAndAnswered() {
        SampleEntry poison = article("poison");

        assertThatThrownBy(() -> strapi.publish(poison).expectFailed().expectHandled())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("entry.publish of api::article.article " + poison.documentId() + " by Strapi 5")
                .hasMessageContaining("500");
        assertThatThrownBy(() -> strapi.watching(watch).publish(poison).expectStatus(204))
                .hasMessageContaining("verdict:  failed")
                .hasRootCauseMessage("no index today");
    }

    @Test
    void anExpectationCanFail() {
        var handled = strapi.publish(article("Zoë"));

        assertThatThrownBy(handled::expectFailed).isInstanceOf(AssertionError.class);
        assertThatThrownBy(handled::expectStored).isInstanceOf(AssertionError.class);
        assertThatThrownBy(handled::expectIgnored).hasMessageContaining("EndpointWatch");
        assertThatThrownBy(handled::expectRejected).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> handled.expectRejected(RejectionReason.STALE)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> handled.sendAgain().expectHandled()).hasMessageContaining("REPLAY");
    }

    @Test
    void anOpenPathIsFoundOut() {
        StrapiDeliveries open = strapi.at("/open");

        assertThatThrownBy(() -> open.attackEverything().expectRejected())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unsigned (no signature): answered 204")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret-of-the-servlet-test"));
    }

    @Test
    void onlyATestClockIsMovedAndOnlyTheTimestampedSchemeAttacked() {
        assertThatThrownBy(() -> StrapiDeliveries.to(uri(), SECRET).clock()).hasMessageContaining("TestClock");
        assertThatThrownBy(() -> StrapiDeliveries.to(this::uri, WebhookSigner.strapiNative(SECRET), Clock.systemUTC())
                        .attackEverything())
                .hasMessageContaining("timestamped");
    }

    private final class Receiver extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient EventRouter router = EventRouter.builder()
                .onEntry("api::article.article", EntryAction.PUBLISH, Map.class, (event, entry) -> take(entry))
                .otherwise(event -> {});

        private void take(Map<?, ?> entry) {
            if ("poison".equals(entry.get("title"))) {
                throw new IllegalStateException("no index today");
            }
            titles.add(String.valueOf(entry.get("title")));
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            try {
                if (request.getRequestURI().equals("/hook")) {
                    router.handle(StrapiWebhooks.event(request));
                }
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
