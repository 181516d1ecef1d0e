package dev.strapiwebhooks.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.tck.AdapterContract;
import dev.strapiwebhooks.tck.ContractSetup;
import dev.strapiwebhooks.tck.RunningServer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.Test;

class JavalinTest extends AdapterContract {
    @Override
    protected RunningServer start(ContractSetup setup) {
        Javalin app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.post("/webhooks/strapi", handler(setup, (context, event) -> {
                byte[] body = StrapiWebhooks.delivery(context.req()).verified().body();
                context.status(setup.application().handle(event, body)).result("done");
            }));
            config.routes.post(ContractSetup.UNPROTECTED, context -> StrapiWebhooks.event(context.req()));
            config.routes.post("/quiet", handler(setup, (context, event) -> {}));
            config.routes.post("/half-written", handler(setup, (context, event) -> {
                context.header("X-Internal", "canary");
                context.outputStream().write('x');
                throw new IllegalStateException("too late");
            }));
            config.routes.post("/own-answer", handler(setup, (context, event) -> {
                throw new BadRequestResponse("not wanted");
            }));
        });
        app.start("127.0.0.1", 0);
        ((AbstractConnector) app.jettyServer().server().getConnectors()[0])
                .setIdleTimeout(setup.idleTime().toMillis());
        return RunningServer.on(app.port(), app::stop);
    }

    private static StrapiWebhookHandler handler(ContractSetup setup, EventCallback callback) {
        return setup.endpoint().storesDeliveries()
                ? new StrapiWebhookHandler(setup.endpoint())
                : new StrapiWebhookHandler(setup.endpoint(), callback);
    }

    @Override
    public boolean routesByMethod() {
        return true;
    }

    @Test
    void withoutAnAnswerOfTheApplicationTheStatusIs204() throws IOException {
        assertThat(send("/quiet", rig().fresh()).status()).isEqualTo(204);
    }

    @Test
    void anHttpResponseExceptionIsTheApplicationsOwnAnswer() throws IOException {
        SignedDelivery delivery = rig().fresh();

        assertThat(send("/own-answer", delivery).status()).isEqualTo(400);
        assertThat(send("/own-answer", delivery).status())
                .as("declined, and given back")
                .isEqualTo(400);
    }

    @Test
    void aFailureAfterTheCallbackWroteIsStillAnsweredFromTheTable() throws IOException {
        var answer = send("/half-written", rig().fresh());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("HANDLER_FAILED");
        assertThat(answer.text()).doesNotContain("canary", "too late");
    }

    private dev.strapiwebhooks.testkit.HttpAnswer send(String path, SignedDelivery delivery) throws IOException {
        URI uri = rig().uri().resolve(path);
        return RawHttp.send(uri, delivery);
    }
}
