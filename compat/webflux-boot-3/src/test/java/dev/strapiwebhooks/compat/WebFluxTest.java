package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.reactive.StrapiWebFilter;
import dev.strapiwebhooks.tck.AdapterContract;
import dev.strapiwebhooks.tck.ContractApplication;
import dev.strapiwebhooks.tck.ContractSetup;
import dev.strapiwebhooks.tck.RunningServer;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

class WebFluxTest extends AdapterContract {
    @Override
    protected RunningServer start(ContractSetup setup) {
        String idleTime = setup.idleTime().toMillis() + "ms";
        WebhookEndpoint endpoint = setup.endpoint();
        ConfigurableApplicationContext context =
                ReactiveServer.start(Map.of("server.netty.idle-timeout", idleTime), beans -> {
                    beans.registerBean(WebhookEndpoint.class, () -> endpoint);
                    if (!endpoint.storesDeliveries()) { // in front of an inbox a controller would refuse the start
                        beans.registerBean(Controller.class, () -> new Controller(setup.application()));
                    }
                });
        return RunningServer.on(ReactiveServer.port(context), context::close);
    }

    /** By property. */
    @Override
    public RunningServer startWithSecret(String secret) {
        ConfigurableApplicationContext context = ReactiveServer.start(
                Map.of("strapi.webhook.secret", secret),
                beans -> beans.registerBean(Controller.class, () -> new Controller(rig().application())));
        return RunningServer.on(ReactiveServer.port(context), context::close);
    }

    @RestController
    static class Controller {
        private final ContractApplication application;

        Controller(ContractApplication application) {
            this.application = application;
        }

        @PostMapping("/webhooks/strapi")
        ResponseEntity<Void> receive(StrapiEvent event, @RequestBody byte[] body) {
            return ResponseEntity.status(application.handle(event, body)).build();
        }

        @PostMapping(ContractSetup.UNPROTECTED)
        ResponseEntity<Void> receiveUnprotected(ServerWebExchange exchange) {
            return receive(StrapiWebFilter.event(exchange), new byte[0]);
        }
    }
}
