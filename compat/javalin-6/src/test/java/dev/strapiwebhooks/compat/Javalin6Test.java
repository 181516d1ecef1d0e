package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.javalin.StrapiWebhookHandler;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.testkit.contract.AdapterContract;
import dev.strapiwebhooks.testkit.contract.ContractApplication;
import dev.strapiwebhooks.testkit.contract.RunningServer;
import io.javalin.Javalin;

class Javalin6Test extends AdapterContract {
    @Override
    protected RunningServer start(WebhookEndpoint endpoint, ContractApplication application) {
        Javalin app = Javalin.create(config -> config.showJavalinBanner = false)
                .post("/webhooks/strapi", new StrapiWebhookHandler(endpoint, (context, event) -> {
                    byte[] body =
                            StrapiWebhooks.delivery(context.req()).verified().body();
                    context.status(application.handle(event, body)).result("done");
                }))
                .start("127.0.0.1", 0);
        return RunningServer.on(app.port(), app::stop);
    }

    @Override
    public boolean routesByMethod() {
        return true;
    }
}
