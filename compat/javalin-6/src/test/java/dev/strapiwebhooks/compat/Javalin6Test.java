package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.javalin.EventCallback;
import dev.strapiwebhooks.javalin.StrapiWebhookHandler;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.tck.AdapterContract;
import dev.strapiwebhooks.tck.ContractSetup;
import dev.strapiwebhooks.tck.RunningServer;
import io.javalin.Javalin;
import org.eclipse.jetty.server.AbstractConnector;

class Javalin6Test extends AdapterContract {
    @Override
    protected RunningServer start(ContractSetup setup) {
        Javalin app = Javalin.create(config -> config.showJavalinBanner = false)
                .post("/webhooks/strapi", handler(setup, (context, event) -> {
                    byte[] body =
                            StrapiWebhooks.delivery(context.req()).verified().body();
                    context.status(setup.application().handle(event, body)).result("done");
                }))
                .post(ContractSetup.UNPROTECTED, context -> StrapiWebhooks.event(context.req()))
                .start("127.0.0.1", 0);
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
}
