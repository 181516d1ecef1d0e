package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.reactive.StrapiWebFilter;
import dev.strapiwebhooks.testkit.contract.AdapterContract;
import dev.strapiwebhooks.testkit.contract.ContractApplication;
import dev.strapiwebhooks.testkit.contract.ContractSetup;
import dev.strapiwebhooks.testkit.contract.RunningServer;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

class WebFluxTest extends AdapterContract {
    @Override
    protected RunningServer start(ContractSetup setup) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "server.netty.idle-timeout", setup.idleTime().toMillis() + "ms"))
                .initializers(created -> {
                    GenericApplicationContext beans = (GenericApplicationContext) created;
                    beans.registerBean(
                            StrapiWebFilter.class, () -> new StrapiWebFilter(setup.endpoint(), "/webhooks/strapi"));
                    beans.registerBean(ReactorResourceFactory.class, WebFluxTest::ownResources);
                    beans.registerBean(Controller.class, () -> new Controller(setup.application()));
                })
                .run();
        return RunningServer.on(
                Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0")), context::close);
    }

    /** The global ones would be closed with the first of several servers. */
    private static ReactorResourceFactory ownResources() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        factory.setShutdownQuietPeriod(Duration.ZERO);
        return factory;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @RestController
    static class Controller {
        private final ContractApplication application;

        Controller(ContractApplication application) {
            this.application = application;
        }

        @PostMapping("/webhooks/strapi")
        ResponseEntity<Void> receive(ServerWebExchange exchange, @RequestBody byte[] body) {
            return ResponseEntity.status(application.handle(StrapiWebFilter.event(exchange), body))
                    .build();
        }

        @PostMapping(ContractSetup.UNPROTECTED)
        ResponseEntity<Void> receiveUnprotected(ServerWebExchange exchange) {
            return receive(exchange, new byte[0]);
        }
    }
}
