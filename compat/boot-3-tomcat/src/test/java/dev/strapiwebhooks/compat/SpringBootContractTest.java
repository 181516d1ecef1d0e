package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.testkit.contract.AdapterContract;
import dev.strapiwebhooks.testkit.contract.ContractApplication;
import dev.strapiwebhooks.testkit.contract.ContractSetup;
import dev.strapiwebhooks.testkit.contract.RunningServer;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class SpringBootContractTest extends AdapterContract {
    @Override
    protected RunningServer start(ContractSetup setup) {
        String idleTime = setup.idleTime().toMillis() + "ms";
        Map<String, String> all = new TreeMap<>(properties());
        all.put("server.tomcat.connection-timeout", idleTime);
        all.put("server.jetty.connection-idle-timeout", idleTime);
        return start(all, setup.application(), beans -> beans.registerBean(WebhookEndpoint.class, setup::endpoint));
    }

    /** By property. */
    @Override
    public RunningServer startWithSecret(String secret) {
        Map<String, String> all = new TreeMap<>(properties());
        all.put("strapi.webhook.secret", secret);
        return start(all, rig().application(), beans -> {});
    }

    private static RunningServer start(
            Map<String, String> properties,
            ContractApplication application,
            ApplicationContextInitializer<GenericApplicationContext> more) {
        ConfigurableApplicationContext context = BootServer.start(properties, beans -> {
            beans.registerBean(ContractApplication.class, () -> application);
            beans.registerBean(ContractController.class);
            more.initialize(beans);
        });
        return RunningServer.on(BootServer.port(context), context::close);
    }

    Map<String, String> properties() {
        return Map.of();
    }
}
